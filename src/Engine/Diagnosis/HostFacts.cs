using System.Collections.Immutable;

namespace NetMonitor.Engine.Diagnosis;

/// <summary>What counting needs, as it is found on this host.</summary>
/// <param name="MissingCapabilities">By name; empty when all are there.</param>
/// <param name="LibbpfVersion">Null where it is not installed.</param>
/// <param name="HasTcx">Null where it could not be tried.</param>
/// <param name="HasMembarrier">Whether membarrier(2) awaits a grace period.</param>
/// <param name="BpfFilesystemObjection">Null when the directory is on a BPF file system.</param>
/// <param name="Jit">Content of net/core/bpf_jit_enable below /proc/sys; null where it may not be read.</param>
/// <param name="UnprivilegedBpfDisabled">Content of kernel/unprivileged_bpf_disabled; null where there is none.</param>
/// <param name="LinksFailure">Why the NICs are not known; null when they are.</param>
public sealed record HostFacts(
    KernelRelease Kernel,
    ImmutableArray<string> MissingCapabilities,
    string? LibbpfVersion,
    ProgramFacts Programs,
    bool? HasTcx,
    bool HasMembarrier,
    string? BpfFilesystemObjection,
    string? Jit,
    string? UnprivilegedBpfDisabled,
    ImmutableArray<LinkFacts> Links,
    string? LinksFailure)
{
    /// <summary>As found by trying; where that was not possible, as the release lets expect.</summary>
    public bool ExpectsTcx => HasTcx ?? Kernel.Number >= KernelRelease.FirstWithTcx;
}
