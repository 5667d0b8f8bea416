namespace NetMonitor.Documents.Tests;

/// <summary>A command that a document tells its reader to type.</summary>
/// <param name="Line">Of its document, from 1 on.</param>
/// <param name="NotRun">Why no test runs it; null for one that is run.</param>
public sealed record DocumentedCommand(string Document, int Line, string Text, string? NotRun);
