namespace NetMonitor.Native.Netlink;

/// <summary>One qdisc, as far as finding clsact asks.</summary>
internal readonly record struct QueueingDiscipline(int InterfaceIndex, uint Parent, string Kind);
