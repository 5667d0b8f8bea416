using System.Collections.Immutable;
using NetMonitor.Engine.Capture;

namespace NetMonitor.Engine.Commands;

/// <summary>What a command takes from outside.</summary>
/// <param name="Environment">The process's variables.</param>
public sealed record Surroundings(
    OpenDataPlane OpenDataPlane,
    VerifyPrograms VerifyPrograms,
    ImmutableArray<KeyValuePair<string, string>> Environment,
    TextWriter Output,
    TextWriter Error,
    TimeProvider Time)
{
    public static Surroundings OfProcess(OpenDataPlane openDataPlane, VerifyPrograms verifyPrograms) => new(
        openDataPlane,
        verifyPrograms,
        [
            .. System.Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
                .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? "")),
        ],
        Console.Out,
        Console.Error,
        TimeProvider.System);
}
