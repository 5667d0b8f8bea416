namespace NetMonitor.Engine.Pbm;

/// <summary>What stands behind a switch cannot be used. The message is one line for people: what was found, what is accepted.</summary>
public sealed class UnusableArgument(string message) : Exception(message);
