namespace NetMonitor.Engine.Diagnosis;

/// <summary>One thing that was looked at.</summary>
/// <param name="Finding">One line.</param>
/// <param name="Mend">One line that can be copied to a shell; null where there is nothing to mend, or no one line that would.</param>
/// <param name="ExitCode">How <c>run</c> would end because of it; null where it would not.</param>
public sealed record Check(string Name, Verdict Verdict, string Finding, string? Mend = null, ExitCode? ExitCode = null);
