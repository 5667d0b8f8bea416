using NetMonitor.Pbm.Protocol;

namespace NetMonitor.Pbm.Session;

/// <summary>What the word that is being typed may become, given the whole words before it.</summary>
internal static class Completion
{
    /// <param name="before">The line up to the cursor.</param>
    public static string[] Of(PaletteOutline[] palettes, string before)
    {
        var words = Commands.Words(before);
        var isNewWord = before.Length == 0 || char.IsWhiteSpace(before[^1]);
        var typed = isNewWord ? "" : words[^1];
        var whole = isNewWord ? words : words[..^1];
        return [.. Candidates(palettes, whole).Where(candidate => candidate.StartsWith(typed, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Candidates(PaletteOutline[] palettes, string[] words) => words switch
    {
        [] => [.. palettes.Select(palette => palette.Name), Commands.Help, Commands.Exit],
        [Commands.Help] => palettes.Select(palette => palette.Name),
        [var palette] => Find(palettes, palette)?.Commands.Select(command => command.Name) ?? [],
        [var palette, var name, .. var rest] => Array.Find(Find(palettes, palette)?.Commands ?? [], command => command.Name == name) is { } command ? Switches(command, rest) : [],
    };

    // Every second word is a value, which nobody here knows.
    private static IEnumerable<string> Switches(CommandOutline command, string[] typed) => typed.Length % 2 == 1
        ? []
        : command.Arguments.Where(argument => argument.Multiple || !argument.Switches.Intersect(typed.Where((_, at) => at % 2 == 0)).Any()).SelectMany(argument => argument.Switches);

    private static PaletteOutline? Find(PaletteOutline[] palettes, string name) => Array.Find(palettes, palette => palette.Name == name);
}
