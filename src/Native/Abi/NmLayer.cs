namespace NetMonitor.Native.Abi;

/// <summary>enum nm_layer.</summary>
public enum NmLayer
{
    Link,
    Network,
    Extension,
    Transport,
    Layers,
}
