namespace Petabridge.Cmd;

public sealed class CommandDefinitionBuilder
{
    private readonly List<ArgumentDefinition> _arguments = [];
    private string _name;
    private string _description = "";

    public CommandDefinitionBuilder WithName(string name)
    {
        _name = name;
        return this;
    }

    public CommandDefinitionBuilder WithDescription(string description)
    {
        _description = description;
        return this;
    }

    public CommandDefinitionBuilder WithArgument(Func<ArgumentDefinitionBuilder, ArgumentDefinitionBuilder> argument)
    {
        _arguments.Add(argument(new ArgumentDefinitionBuilder()).Build());
        return this;
    }

    /// <exception cref="ArgumentException">No name, a name of several words, or a switch of two arguments.</exception>
    public CommandDefinition Build()
    {
        Words.RequireOne(_name, "the name of a command");
        var repeated = _arguments.SelectMany(argument => argument.Switch).GroupBy(text => text).FirstOrDefault(group => group.Count() > 1);
        return repeated == null
            ? new CommandDefinition(_name, _description, _arguments)
            : throw new ArgumentException($"the command '{_name}' has the switch '{repeated.Key}' twice");
    }
}
