using NetMonitor.Engine.Json;

namespace NetMonitor.Engine.Pbm;

/// <summary>How an order about one NIC ended.</summary>
/// <param name="Message">One line for people, without the NIC's name.</param>
public sealed record OrderOutcome(string InterfaceName, bool IsDone, string Message)
{
    public static JsonObject<OrderOutcome> Shape { get; } =
        new JsonObject<OrderOutcome>("order", "What `net attach`, `detach`, `restart`, `interval` and `flow-slots` answer.")
            .Text("interface", "The NIC's name, as it was given", outcome => outcome.InterfaceName)
            .Truth("done", "False where it was refused", outcome => outcome.IsDone)
            .Text("message", "One line for people", outcome => outcome.Message);

    public string Text(OutputFormat format) => format == OutputFormat.Json
        ? JsonText.Of(Shape, this)
        : $"{InterfaceName}: {Message}";
}
