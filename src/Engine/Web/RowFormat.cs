namespace NetMonitor.Engine.Web;

/// <summary>How rows are answered over HTTP.</summary>
public enum RowFormat
{
    Json,

    /// <summary>The rows alone (RFC 4180).</summary>
    Csv,
}
