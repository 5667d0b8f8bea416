using System.Collections.Immutable;
using NetMonitor.Engine.Json;

namespace NetMonitor.Engine.Diagnosis;

/// <summary>Everything that was looked at, in the order in which <c>run</c> would meet it.</summary>
public sealed record DoctorReport(ImmutableArray<Check> Checks)
{
    private static readonly JsonObject<Check> CheckShape = new JsonObject<Check>("check", "One thing that was looked at.")
        .Text("name", "What it is; of a NIC, its name", check => check.Name)
        .Text("verdict", "A problem stops run only where it has an exit code", check => Word(check.Verdict), [.. Enum.GetValues<Verdict>().Select(Word)])
        .Text("finding", "One line for people", check => check.Finding)
        .TextOrNull("mend", "One line for a shell that mends it, or that shows more; null where there is none", check => check.Mend)
        .IntegerOrNull("exit_code", "How run would end because of it; null where it would not", check => (long?)check.ExitCode);

    public static JsonObject<DoctorReport> Shape { get; } = new JsonObject<DoctorReport>("doctor", "Whether run would work here, and what is in its way.")
        .Truth("would_run", "Nothing that was found stops it", report => report.ExitCode == ExitCode.Ok)
        .Integer("exit_code", "0, or what run would end with", report => (long)report.ExitCode)
        .List("checks", "In the order in which run would meet them", CheckShape, report => report.Checks);

    /// <summary>What <c>run</c> would end with: it stops at the first thing in its way.</summary>
    public ExitCode ExitCode => Checks.Select(check => check.ExitCode).FirstOrDefault(code => code is not null) ?? ExitCode.Ok;

    public IEnumerable<string> Lines()
    {
        var names = Checks.Max(check => check.Name.Length);
        foreach (var check in Checks)
        {
            yield return $"{Word(check.Verdict),-7}  {check.Name.PadRight(names)}  {check.Finding}";
            if (check.Mend is { } mend)
            {
                yield return $"{new string(' ', 7 + 2 + names)}  mend: {mend}";
            }
        }

        yield return Checks.FirstOrDefault(check => check.ExitCode is not null) is { } first
            ? $"run would end with exit code {(int)ExitCode}: {first.Finding}"
            : "run would work";
    }

    private static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();
}
