using System.Text;
using NetMonitor.Engine.Web;

namespace NetMonitor.Engine.Tests.Documents;

/// <summary>docs/api.md says what the program answers.</summary>
public sealed class ApiPageSpec
{
    private const string Introduction = """
        # The API

        HTTP answers on `netmonitor.http.listen` (127.0.0.1:9460), to `GET` and `HEAD`:

        | path | answers | as |
        |---|---|---|

        """;

    private const string Rules = """

        - A parameter that there is not, or that is given twice where it takes one value, is refused; so is a value that cannot be read.
        - `/api/v1/flows` and `/api/v1/top` answer CSV (RFC 4180) with `format=csv`, or where the header `Accept` likes `text/csv` better: the rows alone, with the columns
          of the JSON rows in the same order, names in the first line. What the columns mean: [flows.md](flows.md). Answers of any length are written in parts.
        - A ledger of flows that is too busy to answer is a 503 with `Retry-After`; a NIC whose flows are not counted is a 409 that says why.
        - Every member is always there; `null` stands for what is not known. Members are added within a version, never removed or given another
          meaning: leave alone those that you do not know.
        - Whole numbers have all their digits, also beyond 2^53 (a NIC of 100 Gbit/s at full speed gets there in eight days, in bytes). A reader that
          keeps numbers as doubles, as JavaScript's `JSON.parse` does, loses the last digits there, one part in 10^16. They are no strings, so that they
          can be added and compared everywhere.
        - Words and figures are those of the [metrics](metrics.md): `protocol`, `ip_version`, `tags`, `size`, `layer`, `flag`, `condition`, `mode`, `source`.
        - Nothing is to be kept: `Cache-Control: no-store`. Ask as often as NICs are read (`netmonitor.interval`); `sequence` says whether anything changed.
        - What is refused is answered with `application/problem+json` (RFC 9457), the shape [problem](#problem).
        - There is no password. Whoever reaches the port can read; it is the loopback device's unless you say otherwise.

        The same as OpenAPI 3.1 is at `/openapi.json`, and as a page at `/api`.

        ## Parameters

        """;

    [Fact]
    public void ApiPage_should_say_what_is_answered()
    {
        var page = new StringBuilder(Introduction);
        foreach (var path in ApiPath.All)
        {
            var shapes = path.Shape is null ? "" : ", " + string.Join(" or ", path.Shapes.Select(shape => $"[{shape.Name}](#{shape.Name})"));
            _ = page.Append($"| `{path.Path}` | {path.Summary} | `{path.ContentType}`{shapes}{(path.HasCsv ? "; `text/csv`" : "")} |\n");
        }

        _ = page.Append(Rules);
        foreach (var path in ApiPath.All.Where(path => !path.Parameters.IsEmpty))
        {
            AppendParameters(page, path);
        }

        Document.ShouldBe("docs/api.md", page.Append("\n## Shapes\n").Append(ShapeTables.Of(ApiPath.AllShapes, "###")).ToString());
    }

    private static void AppendParameters(StringBuilder page, ApiPath path)
    {
        _ = page.Append($"\n### {path.Path}\n\n| parameter | value | meaning | default |\n|---|---|---|---|\n");
        foreach (var parameter in path.Parameters)
        {
            var range = parameter.Range is var (least, most) ? $", from {least} to {most}" : "";
            var usual = parameter.Default is null ? "" : $"`{parameter.Default}`";
            _ = page.Append($"| `{parameter.Name}` | `{parameter.Value.Replace("|", "\\|", StringComparison.Ordinal)}` ")
                .Append($"| {parameter.Description}{range}{(parameter.IsRepeatable ? "; may be repeated" : "")} | {usual} |\n");
        }
    }
}
