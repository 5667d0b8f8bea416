namespace Petabridge.Cmd;

/// <summary>The values of a command by the names of its arguments: typed, or else the defaults.</summary>
public sealed class ParsedArguments
{
    private readonly CommandDefinition _definition;
    private readonly Command _command;

    internal ParsedArguments(CommandDefinition definition, Command command)
    {
        _definition = definition;
        _command = command;
    }

    /// <exception cref="KeyNotFoundException">The command has no such argument.</exception>
    public IEnumerable<string> ArgumentValues(string name)
    {
        var argument = _definition.ArgumentsByName[name];
        var typed = _command.Arguments.Where(pair => argument.Switch.Contains(pair.Item1)).Select(pair => pair.Item2).ToList();
        return typed.Count > 0 ? typed : argument.Defaults;
    }
}
