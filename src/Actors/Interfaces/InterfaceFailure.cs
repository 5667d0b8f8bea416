namespace NetMonitor.Actors.Interfaces;

/// <summary>A NIC cannot be attached or read. The message is one line for people: operation, object, likely cause, way out.</summary>
public sealed class InterfaceFailure(string interfaceName, FailureKind kind, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public string InterfaceName { get; } = interfaceName;

    public FailureKind Kind { get; } = kind;

    /// <summary>For how long nothing had been read when it was noticed; so much of the attachment's life was none.</summary>
    public TimeSpan Silence { get; init; }
}
