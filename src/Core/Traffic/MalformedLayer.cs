namespace NetMonitor.Core.Traffic;

/// <summary>The layer at which a frame could not be read: cut short, or a chain longer than we follow.</summary>
public enum MalformedLayer
{
    Link,
    Network,
    Extension,
    Transport,
}
