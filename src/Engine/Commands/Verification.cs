using System.Collections.Immutable;
using NetMonitor.Engine.Json;

namespace NetMonitor.Engine.Commands;

/// <summary>How <c>verify</c> ended.</summary>
/// <param name="Path">The object file; null where it was not read.</param>
/// <param name="Failure">Null when the kernel took all programs.</param>
public sealed record Verification(ExitCode ExitCode, string? Path, ImmutableArray<string> Programs, string? Failure)
{
    public static JsonObject<Verification> Shape { get; } = new JsonObject<Verification>("verification", "Whether the kernel's verifier takes the programs.")
        .Integer("exit_code", "0 when it takes all of them", verification => (long)verification.ExitCode)
        .TextOrNull("program_file", "The object file; null after a failure", verification => verification.Path)
        .Texts("programs", "The programs that it takes", verification => verification.Programs)
        .TextOrNull("failure", "Why not; null when it takes all of them", verification => verification.Failure);

    public IEnumerable<string> Lines() => Programs.Select(program => $"{program}: the kernel takes it ({Path})");
}
