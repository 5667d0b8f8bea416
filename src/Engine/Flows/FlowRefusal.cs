using NetMonitor.Core.Flows;

namespace NetMonitor.Engine.Flows;

/// <summary>A question about flows has no answer. The message is one line for people.</summary>
public sealed class FlowRefusal(FlowRefusalKind kind, string message) : Exception(message)
{
    public FlowRefusalKind Kind { get; } = kind;

    /// <summary>The word of a filter that means nothing, where that is why.</summary>
    public FlowFilterFault? Fault { get; init; }

    /// <summary>For a terminal: a filter, and what is wrong with it below the word.</summary>
    public string Lines => Fault is { } fault
        ? $"{Message}\n  {fault.Text}\n  {new string(' ', fault.At)}{new string('^', Math.Max(1, fault.Word.Length))}"
        : Message;
}
