using System.CommandLine;
using NetMonitor.Engine.Json;

namespace NetMonitor.Engine.Commands;

/// <summary>An answer on stdout: lines for people, or JSON where <c>--json</c> asks for it.</summary>
public sealed class JsonAnswer(Surroundings surroundings)
{
    public Option<bool> Flag { get; } = new("--json") { Description = "Answer as JSON" };

    public void Write<T>(ParseResult parsed, JsonObject<T> shape, T value, IEnumerable<string> lines)
    {
        if (parsed.GetValue(Flag))
        {
            surroundings.Output.WriteLine(JsonText.Of(shape, value));
            return;
        }

        foreach (var line in lines)
        {
            surroundings.Output.WriteLine(line);
        }
    }
}
