namespace Petabridge.Cmd;

/// <summary>What a client asked for. Only what was typed: defaults are not among the arguments.</summary>
public sealed class Command : INoSerializationVerificationNeeded
{
    public Command(string palette, string name, Tuple<string, string>[] arguments)
    {
        Palette = palette;
        Name = name;
        Arguments = arguments;
    }

    /// <summary>The switch as typed, and its value.</summary>
    public IEnumerable<Tuple<string, string>> Arguments { get; }

    internal string Palette { get; }

    internal string Name { get; }
}
