using NetMonitor.Actors.Host;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Summaries;

namespace NetMonitor.Actors.Flows;

/// <summary>The host's ledger of flows, which outlives the actor that keeps it. For one thread at a time.</summary>
/// <param name="seed">Secret, see <see cref="FlowLedger"/>.</param>
/// <param name="pairs">Of hosts, that each NIC shows in the view; 0 for none.</param>
public sealed class FlowBook(FlowLedgerSettings settings, ulong seed, int pairs = 0)
{
    /// <summary>As many as a screen shows; who wants more asks for all.</summary>
    private const int Top = 20;

    private readonly FlowLedger _ledger = new(settings, seed);
    private readonly PresentNames _names = new();

    /// <summary>Neither flows nor NICs: as long as no window comes, nothing will change.</summary>
    public bool IsEmpty => _ledger.IsEmpty;

    /// <summary>Takes in a window, and disposes of it. One that fails half way takes all flows along, see <see cref="FlowLedger.Fold(FlowWindow, string, Histogram{FrameSizeStep})"/>; the
    /// sums stay exact.</summary>
    public void Fold(FlowsRead read)
    {
        using var window = read.Window;
        _ledger.Fold(window, _names.Of(read.LinkIndex, window.Nic), read.Sizes);
    }

    public void Rename(LinksRenamed message)
    {
        _names.Rename(message.Renamed);
        _ledger.Rename([.. message.Renamed.Select(one => (one.From, one.Link.Name))]);
    }

    public FlowView View(MonotonicTime now)
    {
        _ledger.Advance(now);
        return _ledger.View(Top, pairs);
    }

    public FlowDump Dump(FlowFilter filter, MonotonicTime now)
    {
        _ledger.Advance(now);
        return _ledger.Dump(filter);
    }
}
