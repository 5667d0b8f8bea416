namespace NetMonitor.Engine.Configuration;

/// <summary>A HOCON text that cannot be read, or that would be read as something else than it looks like.</summary>
/// <param name="line">From 1.</param>
/// <param name="column">From 1.</param>
public sealed class MalformedHocon(string problem, int line, int column) : Exception($"{line}:{column}: {problem}");
