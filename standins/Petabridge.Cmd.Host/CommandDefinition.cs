namespace Petabridge.Cmd;

/// <summary>One command of a palette: its name, its help and what it takes.</summary>
public sealed class CommandDefinition
{
    internal CommandDefinition(string name, string description, IReadOnlyList<ArgumentDefinition> arguments)
    {
        Name = name;
        Description = description;
        Arguments = arguments;
        ArgumentsByName = arguments.ToDictionary(argument => argument.Name);
    }

    public string Name { get; }

    public IReadOnlyDictionary<string, ArgumentDefinition> ArgumentsByName { get; }

    internal string Description { get; }

    internal IReadOnlyList<ArgumentDefinition> Arguments { get; }

    internal ArgumentDefinition BySwitch(string word) => Arguments.FirstOrDefault(argument => argument.Switch.Contains(word));
}
