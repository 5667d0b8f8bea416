namespace NetMonitor.Engine.Capture;

/// <summary>The words for <see cref="ModePolicy"/>.</summary>
public static class ModeWords
{
    public static (string Word, ModePolicy Mode)[] All =>
    [
        ("auto", ModePolicy.Auto),
        ("native", ModePolicy.Native),
        ("tcx", ModePolicy.Tcx),
        ("tc", ModePolicy.Tc),
        ("generic", ModePolicy.Generic),
        ("kernel", ModePolicy.Kernel),
    ];
}
