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

    /// <summary>Nobody reads the answer any more, as in 'pbm ... | head -1'. A shell shows this of what SIGPIPE has ended.</summary>
    OutputClosed = 141,
}
