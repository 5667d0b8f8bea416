using NetMonitor.Actors.Tree;

namespace NetMonitor.Actors.Interfaces;

/// <summary>How often one NIC's monitor was made anew after a failure, and why last.</summary>
public sealed class FailureAccount
{
    public long Restarts { get; set; }

    /// <summary>Null where nothing failed yet; stands after recovery.</summary>
    public LastFailure? Last { get; set; }
}
