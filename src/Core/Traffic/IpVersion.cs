namespace NetMonitor.Core.Traffic;

/// <summary>The version of the outermost IP header; <see cref="None"/> for frames that carry none, <see cref="Unknown"/> where nobody
/// looked.</summary>
public enum IpVersion
{
    None = 0,
    V4 = 4,
    V6 = 6,
    Unknown = 255,
}
