namespace NetMonitor.Pbm;

/// <summary>Nobody reads what is written.</summary>
internal sealed class OutputClosedException : Exception;
