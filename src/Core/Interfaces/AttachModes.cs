namespace NetMonitor.Core.Interfaces;

public static class AttachModes
{
    public static CountSource Source(this AttachMode mode) => mode switch
    {
        AttachMode.Kernel => CountSource.Kernel,
        AttachMode.Simulated => CountSource.Simulated,
        _ => CountSource.Wire,
    };
}
