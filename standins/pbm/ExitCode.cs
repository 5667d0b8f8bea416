namespace NetMonitor.Pbm;

internal enum ExitCode
{
    Success = 0,

    /// <summary>The host answered with an error.</summary>
    Errored = 1,

    /// <summary>pbm itself was called wrongly.</summary>
    Usage = 2,

    /// <summary>No host, or no longer.</summary>
    NoConnection = 3,
}
