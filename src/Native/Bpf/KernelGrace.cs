namespace NetMonitor.Native.Bpf;

/// <summary>Chooses the way this kernel offers.</summary>
internal static class KernelGrace
{
    /// <exception cref="BpfException">Neither way is allowed here.</exception>
    public static IKernelGrace Choose() => MembarrierGrace.IsOffered() ? new MembarrierGrace() : OuterMapGrace.Create();
}
