namespace NetMonitor.Pbm.Protocol;

/// <summary>What came is none of our messages. The text says what it is, for the one who sent it.</summary>
internal sealed class BadFrameException(string message) : Exception(message);
