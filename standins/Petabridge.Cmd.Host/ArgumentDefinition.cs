namespace Petabridge.Cmd;

/// <summary>A value that a command takes, and the switches that announce it.</summary>
public sealed class ArgumentDefinition
{
    internal ArgumentDefinition(string name, string description, bool mandatory, bool multiple, IReadOnlyList<string> switches, IReadOnlyList<string> defaults)
    {
        Name = name;
        Description = description;
        Mandatory = mandatory;
        Multiple = multiple;
        Switch = switches;
        Defaults = defaults;
    }

    public IEnumerable<string> Switch { get; }

    internal string Name { get; }

    internal string Description { get; }

    internal bool Mandatory { get; }

    internal bool Multiple { get; }

    internal IReadOnlyList<string> Defaults { get; }
}
