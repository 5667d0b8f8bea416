using Microsoft.AspNetCore.Http;
using NetMonitor.Engine.Flows;

namespace NetMonitor.Engine.Web;

/// <summary>A query about flows, as values.</summary>
/// <param name="Format">Null where it does not say.</param>
public sealed record FlowParameters(FlowOptions Options, RowFormat? Format)
{
    private const string FormatName = "format";

    /// <exception cref="FlowRefusal">A parameter that there is not, twice the same, or a format that there is not.</exception>
    public static FlowParameters Of(IQueryCollection query, ApiPath path)
    {
        foreach (var (name, values) in query)
        {
            if (path.Parameters.All(parameter => parameter.Name != name))
            {
                throw Unusable(Problem.NoSuchParameter(name, path.Parameters).Detail);
            }

            if (values.Count > 1)
            {
                throw Unusable($"{name}: given {values.Count} times; takes one value");
            }
        }

        return new(new FlowOptions(option => query[option.Name], option => option.Name, FlowFace.MostRows), FormatOf(query[FormatName]));
    }

    private static RowFormat? FormatOf(string? text) => text switch
    {
        null => null,
        "json" => RowFormat.Json,
        "csv" => RowFormat.Csv,
        _ => throw Unusable($"{FormatName}: found '{text}'; takes json or csv"),
    };

    private static FlowRefusal Unusable(string message) => new(FlowRefusalKind.Unusable, message);
}
