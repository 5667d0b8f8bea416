using System.Text;
using NetMonitor.Pbm.Protocol;

namespace NetMonitor.Pbm.Session;

/// <summary>What can be asked: of all palettes a line per command, of one palette what its commands take.</summary>
internal sealed record HelpText(string Text, bool IsError)
{
    public static HelpText Of(PaletteOutline[] palettes, string? about)
    {
        if (about is null)
        {
            return new HelpText(Overview(palettes), false);
        }

        return Array.Find(palettes, known => known.Name == about) is { } palette
            ? new HelpText(Details(palette), false)
            : new HelpText($"no palette '{about}'; palettes: {string.Join(", ", palettes.Select(known => known.Name))}", true);
    }

    private static string Overview(PaletteOutline[] palettes)
    {
        var lines = palettes.SelectMany(palette => palette.Commands.Select(command => ($"{palette.Name} {command.Name}", command.Description)));
        return Columns([.. lines, ("help <palette>", "What its commands take"), ("exit", "Ends the session")], "");
    }

    private static string Details(PaletteOutline palette)
    {
        var text = new StringBuilder();
        foreach (var command in palette.Commands)
        {
            text.Append($"{palette.Name} {command.Name}").Append(command.Description.Length > 0 ? $": {command.Description}" : "").Append('\n');
            text.Append(Columns([.. command.Arguments.Select(argument => ($"{string.Join('|', argument.Switches)} <{argument.Name}>", Remarks(argument)))], "  "));
        }

        return text.ToString();
    }

    private static string Remarks(ArgumentOutline argument)
    {
        var remarks = new List<string>();
        remarks.AddRange(argument.Mandatory ? ["mandatory"] : []);
        remarks.AddRange(argument.Multiple ? ["may be repeated"] : []);
        remarks.AddRange(argument.Defaults.Length > 0 ? [$"default: {string.Join(", ", argument.Defaults)}"] : []);
        return remarks.Count > 0 ? $"{argument.Description} ({string.Join("; ", remarks)})".TrimStart() : argument.Description;
    }

    private static string Columns((string Left, string Right)[] rows, string indent)
    {
        var width = rows.Select(row => row.Left.Length).DefaultIfEmpty(0).Max() + 2;
        return string.Concat(rows.Select(row => $"{indent}{row.Left.PadRight(width)}{row.Right}".TrimEnd() + "\n"));
    }
}
