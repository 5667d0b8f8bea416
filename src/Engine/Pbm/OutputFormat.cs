namespace NetMonitor.Engine.Pbm;

/// <summary>How a command answers.</summary>
public enum OutputFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>For programs: every digit.</summary>
    Json,

    /// <summary>The rows alone, as lines of comma-separated values (RFC 4180).</summary>
    Csv,
}
