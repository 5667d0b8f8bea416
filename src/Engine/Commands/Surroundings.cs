using System.Collections.Immutable;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Diagnosis;
using NetMonitor.Engine.Terminal;

namespace NetMonitor.Engine.Commands;

/// <summary>What a command takes from outside.</summary>
/// <param name="Environment">The process's variables.</param>
public sealed record Surroundings(
    OpenDataPlane OpenDataPlane,
    VerifyPrograms VerifyPrograms,
    HostInspection Inspection,
    ImmutableArray<KeyValuePair<string, string>> Environment,
    TextWriter Output,
    TextWriter Error,
    TimeProvider Time)
{
    /// <summary>Where a live view can be shown; null where none can.</summary>
    public LiveTerminal? Terminal { get; init; }

    /// <summary>For completion: none where the kernel does not tell.</summary>
    public IEnumerable<string> InterfaceNames()
    {
        try
        {
            return Inspection.Links(null).Select(one => one.Link.Name);
        }
        catch (StartFailure)
        {
            return [];
        }
    }

    public static Surroundings OfProcess(OpenDataPlane openDataPlane, VerifyPrograms verifyPrograms, HostInspection inspection)
    {
        ImmutableArray<KeyValuePair<string, string>> environment =
        [
            .. System.Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
                .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? "")),
        ];
        return new Surroundings(openDataPlane, verifyPrograms, inspection, environment, Console.Out, Console.Error, TimeProvider.System)
        {
            Terminal = LiveTerminal.OfProcess(environment),
        };
    }
}
