namespace NetMonitor.Native.Bpf;

/// <summary>Where on a NIC a program is attached.</summary>
public enum Hook
{
    Xdp,
    TcxIngress,
    TcxEgress,
    ClsactIngress,
    ClsactEgress,
    GenericXdp,
}
