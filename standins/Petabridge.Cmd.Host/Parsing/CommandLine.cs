namespace Petabridge.Cmd.Parsing;

/// <summary>Palette, command, then switches with a value each. All are compared letter by letter; a complaint names what there is.</summary>
internal static class CommandLine
{
    public static Reading Read(IReadOnlyCollection<CommandPalette> palettes, IReadOnlyList<string> words)
    {
        var names = palettes.Select(known => known.ModuleName);
        if (words.Count == 0)
        {
            return Reading.Refused($"nothing was asked; palettes: {List(names)}");
        }

        if (palettes.FirstOrDefault(known => known.ModuleName == words[0]) is not { } palette)
        {
            return Reading.Refused($"no palette '{words[0]}'; palettes: {List(NearestNames.First(names, words[0]))}");
        }

        var commands = palette.Commands.Select(known => known.Name);
        if (words.Count == 1)
        {
            return Reading.Refused($"'{words[0]}' takes a command: {List(commands)}");
        }

        return palette.Find(words[1]) is { } command
            ? Read(palette, command, words)
            : Reading.Refused($"'{words[0]}' has no command '{words[1]}'; commands: {List(NearestNames.First(commands, words[1]))}");
    }

    private static Reading Read(CommandPalette palette, CommandDefinition command, IReadOnlyList<string> words)
    {
        var called = $"{palette.ModuleName} {command.Name}";
        var typed = new List<Tuple<string, string>>();
        var given = new HashSet<ArgumentDefinition>();
        for (var at = 2; at < words.Count; at += 2)
        {
            var word = words[at];
            if (command.BySwitch(word) is not { } argument)
            {
                return Reading.Refused($"'{called}' has no switch '{word}'; {Switches(command, word)}");
            }

            if (!given.Add(argument) && !argument.Multiple)
            {
                return Reading.Refused($"'{called}' takes {Spellings(argument)} once");
            }

            // A switch where a value is due is a forgotten value, not a value that looks like one.
            if (at + 1 == words.Count || command.BySwitch(words[at + 1]) != null)
            {
                return Reading.Refused($"'{called}': {word} takes a value ({argument.Name})");
            }

            typed.Add(Tuple.Create(word, words[at + 1]));
        }

        return command.Arguments.FirstOrDefault(argument => argument.Mandatory && argument.Defaults.Count == 0 && !given.Contains(argument)) is { } missing
            ? Reading.Refused($"'{called}' needs {Spellings(missing)} ({missing.Name}{(missing.Description.Length > 0 ? $": {missing.Description}" : "")})")
            : Reading.Of(new Command(palette.ModuleName, command.Name, [.. typed]));
    }

    private static string Switches(CommandDefinition command, string word) => command.Arguments.Count == 0
        ? "it takes none"
        : $"switches: {List(NearestNames.First(command.Arguments.SelectMany(argument => argument.Switch), word))}";

    private static string Spellings(ArgumentDefinition argument) => string.Join('|', argument.Switch);

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";
}
