namespace NetMonitor.Native.Abi;

/// <summary>Names in the object file; a spec finds each of them there.</summary>
public static class NmNames
{
    public const string XdpProgram = "nm_xdp";
    public const string IngressProgram = "nm_tc_ingress";
    public const string EgressProgram = "nm_tc_egress";
    public const string Counters = "nm_counters";
    public const string Control = ".data.control";
    public const string AbiVersion = "nm_abi_version";
    public const string Ethernet = "nm_ethernet";
    public const string Flows = "nm_flows";
    public const string Evictions = "nm_evictions";
    public const string FlowSlots = "nm_flow_slots";
    public const string FlowSeed = "nm_flow_seed";
}
