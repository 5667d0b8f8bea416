namespace NetMonitor.Actors.Interfaces;

/// <summary>What a monitor leaves behind when it stops. A monitor that fails, or that ends with the process, leaves its NIC to whoever comes next; one whose NIC is
/// given up takes everything off it. Written by the supervisor before it stops the monitor, for a message might come after the end.</summary>
public sealed class Parting
{
    private volatile bool _isFinal;

    public bool IsFinal
    {
        get => _isFinal;
        set => _isFinal = value;
    }
}
