using System.Collections.Immutable;
using NetMonitor.Engine.Capture;

namespace NetMonitor.Engine.Diagnosis;

/// <summary>How to look at this host without changing anything. Needs no rights; with rights it sees more.</summary>
/// <param name="Links">Every NIC of this network namespace, in the kernel's order; asked with the directory of the BPF file system, or with null where it does not matter who holds their hooks. Throws <see cref="StartFailure"/> where the kernel does not tell.</param>
/// <param name="Kernel">Which kernel this is.</param>
/// <param name="Host">All that counting needs.</param>
public sealed record HostInspection(
    Func<string?, ImmutableArray<LinkFacts>> Links, Func<KernelRelease> Kernel, Func<DataPlaneSettings, HostFacts> Host);
