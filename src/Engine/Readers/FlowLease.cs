using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Readers;

/// <summary>One NIC's part of the memory for flows, from its attachment to its end.</summary>
/// <param name="links">All NICs that are counted.</param>
internal sealed class FlowLease(FlowSpace space, LinkDescription link, Func<IEnumerable<LinkDescription>> links) : IDisposable
{
    private bool _ended;

    /// <summary>In place of what it had.</summary>
    /// <param name="slots">Null for what the settings say.</param>
    public FlowGrant Ask(int? slots = null) => space.Take(link, links(), slots);

    /// <summary>What was asked for last could not be used: the NIC has this much after all.</summary>
    public void Return(FlowRoom room) => space.Hold(link, room);

    /// <summary>Once: the memory may be another attachment's by the second time.</summary>
    public void Dispose()
    {
        if (!_ended)
        {
            _ended = true;
            space.Leave(link);
        }
    }
}
