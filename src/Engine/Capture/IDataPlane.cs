using System.Collections.Immutable;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Capture;

/// <summary>The way to the kernel's NICs: which there are, and a reader for each.</summary>
public interface IDataPlane : IDisposable
{
    /// <summary>Every link of this network namespace, the loopback device included, in the kernel's order. Also called while
    /// NICs are being opened and read.</summary>
    /// <exception cref="StartFailure">The kernel does not tell.</exception>
    ImmutableArray<LinkDescription> ListLinks();

    /// <summary>Tells when links came, went or changed, until it is disposed of. <paramref name="changed"/> runs on a thread of its own:
    /// once after any number of changes, and again for what changes while it runs. It must not throw, block or dispose.</summary>
    /// <param name="failed">Runs at most once, likewise: nothing more will be told, for the reason given.</param>
    /// <exception cref="StartFailure">The kernel does not tell.</exception>
    IDisposable WatchLinks(Action changed, Action<string> failed);

    /// <summary>Attaches to one NIC. May be called from several threads at once, for different NICs.</summary>
    /// <exception cref="InterfaceFailure">The NIC cannot be counted now; nothing is left attached.</exception>
    IInterfaceReader Open(LinkDescription link);

    /// <inheritdoc cref="ReleaseInterface"/>
    void Release(LinkDescription link)
    {
    }
}
