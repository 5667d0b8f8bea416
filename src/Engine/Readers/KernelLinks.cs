using System.Collections.Immutable;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Native.Ethtool;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Engine.Readers;

/// <summary>The links of the network namespace in which it was opened. Needs no capability. Refusals are <see cref="StartFailure"/>.</summary>
internal sealed class KernelLinks : IDisposable
{
    private readonly EthtoolSocket _ethtool;

    private KernelLinks(Rtnetlink rtnetlink, EthtoolSocket ethtool)
    {
        Rtnetlink = rtnetlink;
        _ethtool = ethtool;
    }

    public Rtnetlink Rtnetlink { get; }

    public static KernelLinks Open() => Asked(() =>
    {
        var rtnetlink = Rtnetlink.Open();
        try
        {
            return new KernelLinks(rtnetlink, EthtoolSocket.Open());
        }
        catch
        {
            rtnetlink.Dispose();
            throw;
        }
    });

    /// <inheritdoc cref="IDataPlane.ListLinks"/>
    public ImmutableArray<LinkDescription> List() => Asked(
        () => Rtnetlink.ListLinks().Select(link => LinkDescriptions.Of(link, _ethtool.Find(link.Name))).ToImmutableArray());

    /// <inheritdoc cref="IDataPlane.WatchLinks"/>
    public IDisposable Watch(Action changed, Action<string> failed) =>
        Asked(() => LinkWatch.Open(changed, failure => failed(failure.Message)));

    /// <summary>The kernel's counters of one NIC now; null where it is gone.</summary>
    /// <exception cref="InterfaceFailure">The kernel does not tell.</exception>
    public KernelCounters? ReadCounters(LinkDescription link)
    {
        try
        {
            return Rtnetlink.TryReadStatistics(link.Index, out var statistics) ? LinkDescriptions.Of(statistics) : null;
        }
        catch (NetlinkException refusal)
        {
            throw new InterfaceFailure(link.Name, Refusals.KindOf(refusal, FailureKind.Read), refusal.Message, refusal);
        }
    }

    public void Dispose()
    {
        _ethtool.Dispose();
        Rtnetlink.Dispose();
    }

    private static T Asked<T>(Func<T> question)
    {
        try
        {
            return question();
        }
        catch (Exception refusal) when (refusal is NetlinkException or EthtoolException)
        {
            throw new StartFailure(ExitCode.Kernel, refusal.Message, refusal);
        }
    }
}
