using NetMonitor.Pbm.Protocol;

namespace Petabridge.Cmd.Host;

/// <summary>What the client downloads of the palettes, for its help and its completion.</summary>
internal static class Outlines
{
    public static Welcome Of(IEnumerable<CommandPalette> palettes) => new(
        [.. palettes.Select(palette => new PaletteOutline(palette.ModuleName, [.. palette.Commands.Select(Of)]))]);

    private static CommandOutline Of(CommandDefinition command) => new(command.Name, command.Description, [.. command.Arguments.Select(Of)]);

    private static ArgumentOutline Of(ArgumentDefinition argument) => new(
        argument.Name, argument.Description, [.. argument.Switch], argument.Mandatory, argument.Multiple, [.. argument.Defaults]);
}
