namespace NetMonitor.Pbm.Connection;

/// <summary>There is no host, or no longer; the text is one line for the user.</summary>
internal sealed class NoConnectionException(string message) : Exception(message)
{
    public static NoConnectionException Lost() => new("connection to host terminated.");
}
