using System.Collections.Immutable;

namespace NetMonitor.Native.Btf;

public sealed record BtfStruct(string Name, int Size, ImmutableArray<BtfMember> Members);
