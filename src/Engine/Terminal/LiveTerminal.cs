using System.Collections.Immutable;

namespace NetMonitor.Engine.Terminal;

/// <summary>A terminal that control sequences can be written to.</summary>
/// <param name="Size">Asked each time: people resize their windows.</param>
/// <param name="ShowsLog">Whether stderr goes to it as well, so that the log must be written around the live view.</param>
public sealed record LiveTerminal(TextWriter Output, Func<TerminalSize> Size, bool HasColours, bool ShowsLog)
{
    /// <summary>Null where stdout is no terminal, or one without control sequences.</summary>
    /// <param name="environment">The process's variables.</param>
    public static LiveTerminal? OfProcess(ImmutableArray<KeyValuePair<string, string>> environment)
    {
        var variables = environment.ToDictionary(variable => variable.Key, variable => variable.Value);
        return !Console.IsOutputRedirected && TakesSequences(variables)
            ? new LiveTerminal(
                Console.Out,
                () => new TerminalSize(Console.WindowWidth, Console.WindowHeight),
                TakesColours(variables),
                ShowsLog: !Console.IsErrorRedirected)
            : null;
    }

    /// <summary>TERM=dumb says that it takes none; without TERM nothing is known.</summary>
    public static bool TakesSequences(IReadOnlyDictionary<string, string> variables) => Term(variables) is not ("" or "dumb");

    /// <summary>NO_COLOR, with any value but none, forbids them (no-color.org); DEC's terminals have none.</summary>
    public static bool TakesColours(IReadOnlyDictionary<string, string> variables) =>
        TakesSequences(variables)
        && variables.GetValueOrDefault("NO_COLOR", "").Length == 0
        && !Term(variables).StartsWith("vt", StringComparison.Ordinal)
        && !Term(variables).EndsWith("-mono", StringComparison.Ordinal);

    private static string Term(IReadOnlyDictionary<string, string> variables) => variables.GetValueOrDefault("TERM", "");
}
