using NetMonitor.Core.Costs;

namespace NetMonitor.Actors.Costs;

/// <summary>Where the newest <see cref="CostReport"/> hangs: one writer, any number of readers, no waiting.</summary>
/// <param name="first">What hangs there before the first sample.</param>
public sealed class CostBoard(CostReport first)
{
    private volatile CostReport _current = first;

    public CostReport Current => _current;

    public void Publish(CostReport report) => _current = report;
}
