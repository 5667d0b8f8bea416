namespace NetMonitor.Native.Interop;

/// <summary>Of linux/bpf.h and libbpf.h, with their spelling; those newer than Linux 6.1's headers with the version that brought them.</summary>
internal static class BpfConstants
{
    public const uint BPF_PROG_TYPE_SCHED_CLS = 3;
    public const uint BPF_PROG_TYPE_XDP = 6;

    public const uint BPF_STATS_RUN_TIME = 0;

    public const uint BPF_MAP_TYPE_ARRAY = 2;
    public const uint BPF_F_MMAPABLE = 1 << 10;

    public const uint BPF_XDP = 37;

    public const uint BPF_LINK_TYPE_XDP = 6;

    // Linux 6.6.
    public const uint BPF_TCX_INGRESS = 46;
    public const uint BPF_TCX_EGRESS = 47;
    public const uint BPF_F_BEFORE = 1 << 3;

    public const uint XDP_FLAGS_SKB_MODE = 1 << 1;
    public const uint XDP_FLAGS_DRV_MODE = 1 << 2;

    public const uint BPF_TC_INGRESS = 1;
    public const uint BPF_TC_EGRESS = 2;
    public const uint BPF_TC_F_REPLACE = 1;
}
