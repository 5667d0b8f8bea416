namespace Petabridge.Cmd;

/// <summary>Commands under one name, which is the first word of each.</summary>
public sealed class CommandPalette
{
    /// <exception cref="ArgumentException">A name of several words, or two commands of one name.</exception>
    public CommandPalette(string moduleName, IEnumerable<CommandDefinition> commands)
    {
        Words.RequireOne(moduleName, "the name of a palette");
        ModuleName = moduleName;
        Commands = [.. commands];
        if (Commands.GroupBy(command => command.Name).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            throw new ArgumentException($"the palette '{moduleName}' has the command '{repeated.Key}' twice");
        }
    }

    public string ModuleName { get; }

    internal IReadOnlyList<CommandDefinition> Commands { get; }

    internal CommandDefinition Find(string command) => Commands.FirstOrDefault(known => known.Name == command);
}
