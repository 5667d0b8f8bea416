namespace NetMonitor.Core.Interfaces;

/// <summary>What a monitor tells its host about one NIC after a reading. State, never a difference: a lost or repeated summary
/// costs nothing.</summary>
/// <param name="Rates">Null at the first reading of a generation.</param>
/// <param name="ReadTime">How long the reading itself took, without the wait for the window to close.</param>
public sealed record InterfaceSummary(
    LinkDescription Link,
    Attachment Attachment,
    InterfaceReading Reading,
    InterfaceRates? Rates,
    TimeSpan ReadTime)
{
    /// <summary>Readings skipped since the attachment was made, because the window before had not closed yet.</summary>
    public long LateReadings { get; init; }
}
