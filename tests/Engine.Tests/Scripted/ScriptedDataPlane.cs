using System.Collections.Immutable;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;

namespace NetMonitor.Engine.Tests.Scripted;

/// <summary>A kernel that has the NICs it is given and refuses the ones it is told to refuse.</summary>
internal sealed class ScriptedDataPlane(params ImmutableArray<LinkDescription> links) : IDataPlane
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, InterfaceFailure> _refusals = [];
    private readonly Dictionary<string, int> _attached = [];
    private readonly Dictionary<string, ScriptedReader> _newest = [];
    private readonly TaskCompletionSource _released = new();
    private ImmutableArray<LinkDescription> _links = links;
    private readonly List<ScriptedWatch> _watches = [];
    private bool _holds;
    private long _generation;

    /// <summary>The kernel does not tell which NICs there are.</summary>
    public bool Mute { get; set; }

    public bool IsDisposed { get; private set; }

    public int AttachedCount
    {
        get
        {
            lock (_lock)
            {
                return _attached.Values.Sum();
            }
        }
    }

    public ScriptedDataPlane Refusing(string interfaceName, FailureKind kind, string message)
    {
        _refusals[interfaceName] = new InterfaceFailure(interfaceName, kind, message);
        return this;
    }

    /// <summary>Every attachment takes until <see cref="Release"/>.</summary>
    public ScriptedDataPlane Holding()
    {
        _holds = true;
        return this;
    }

    public void Release() => _released.TrySetResult();

    /// <summary>Packets come in at a NIC that is attached.</summary>
    public void Receive(string interfaceName, int packets)
    {
        lock (_lock)
        {
            _newest[interfaceName].Receive(packets);
        }
    }

    /// <summary>Whoever watches is told.</summary>
    public void Change(params ImmutableArray<LinkDescription> links)
    {
        lock (_lock)
        {
            _links = links;
            foreach (var watch in _watches)
            {
                watch.Tell();
            }
        }
    }

    /// <summary>The kernel lets nobody watch: what changes is seen by looking only.</summary>
    public bool Secretive { get; set; }

    /// <summary>How often it was asked which NICs there are.</summary>
    public int Lists { get; private set; }

    public IDisposable WatchLinks(Action changed, Action<string> failed)
    {
        if (Secretive)
        {
            throw new StartFailure(ExitCode.Kernel, "netlink: EPERM");
        }

        lock (_lock)
        {
            var watch = new ScriptedWatch(changed, Unwatch);
            _watches.Add(watch);
            return watch;
        }
    }

    /// <summary>Runs once, when the next list is made but not yet handed out.</summary>
    public Action? WhileListing { get; set; }

    public ImmutableArray<LinkDescription> ListLinks()
    {
        lock (_lock)
        {
            var (made, happens) = (_links, WhileListing);
            WhileListing = null;
            happens?.Invoke();
            if (Mute)
            {
                throw new StartFailure(ExitCode.Kernel, "netlink: ENOBUFS");
            }

            Lists++;
            return made;
        }
    }

    public IInterfaceReader Open(LinkDescription link)
    {
        if (_holds)
        {
            ((IAsyncResult)_released.Task).AsyncWaitHandle.WaitOne();
        }

        lock (_lock)
        {
            if (_refusals.TryGetValue(link.Name, out var refusal))
            {
                throw refusal;
            }

            _attached[link.Name] = _attached.GetValueOrDefault(link.Name) + 1;
            return _newest[link.Name] = new ScriptedReader(link, new Generation(++_generation), () => Detach(link.Name));
        }
    }

    public void Dispose() => IsDisposed = true;

    private void Unwatch(ScriptedWatch watch)
    {
        lock (_lock)
        {
            _ = _watches.Remove(watch);
        }
    }

    private void Detach(string interfaceName)
    {
        lock (_lock)
        {
            _attached[interfaceName]--;
        }
    }
}
