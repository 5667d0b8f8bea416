namespace NetMonitor.Native.Btf;

/// <summary>The bytes are no BTF that we can read.</summary>
public sealed class BtfFormatException(string message) : Exception(message);
