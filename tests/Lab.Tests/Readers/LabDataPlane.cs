using System.Collections.Immutable;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Readers;

namespace NetMonitor.Lab.Tests.Readers;

/// <summary>The product's data plane, opened inside a lab's host.</summary>
internal sealed class LabDataPlane : IDisposable
{
    private readonly NetworkNamespace _home;
    private readonly BpfDataPlane _plane;

    /// <summary>What the reference configuration says, with fewer slots.</summary>
    public static FlowSpaceSettings SomeFlows { get; } =
        new(IsEnabled: true, Slots: 4096, RingBytes: 1 << 20, Window: TimeSpan.Zero, BudgetBytes: 256 << 20);

    /// <param name="flows">Null for none.</param>
    /// <param name="pins">Whether counting outlives the plane.</param>
    public LabDataPlane(NetworkNamespace home, ModePolicy mode, FlowSpaceSettings? flows = null, bool pins = false)
    {
        _home = home;
        var settings = new DataPlaneSettings(mode, LabPaths.BpfObject, "/sys/fs/bpf") { Flows = flows, Pins = pins };
        _plane = home.Run(() => (BpfDataPlane)BpfDataPlane.Open(settings));
    }

    /// <summary>Without the loopback device.</summary>
    public ImmutableArray<LinkDescription> ListLinks() => [.. _home.Run(_plane.ListLinks).Where(link => !link.IsLoopback)];

    /// <summary>To be used on the namespace's thread only: see <see cref="InNamespaceReader"/>.</summary>
    public BpfInterfaceReader Open(LinkDescription link) => (BpfInterfaceReader)OpenAny(link);

    /// <summary>As <see cref="Open"/>, where the kernel's counters may be all that is left.</summary>
    public IInterfaceReader OpenAny(LinkDescription link) => _home.Run(() => _plane.Open(link));

    public void Dispose() => _home.Run(_plane.Dispose);
}
