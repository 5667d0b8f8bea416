namespace NetMonitor.Native.Netlink;

/// <summary>The two places of a clsact qdisc.</summary>
public enum ClsactHook
{
    Ingress,
    Egress,
}
