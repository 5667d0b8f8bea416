using NetMonitor.Core.Interfaces;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Engine.Readers;

/// <summary>What a NIC got of the budget.</summary>
/// <param name="Size">Null for no flows.</param>
public readonly record struct FlowGrant(FlowRoom Room, FlowTableSize? Size);
