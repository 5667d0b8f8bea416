using System.Collections.Immutable;

namespace NetMonitor.Native.Btf;

public sealed record BtfEnum(string Name, ImmutableArray<KeyValuePair<string, long>> Values);
