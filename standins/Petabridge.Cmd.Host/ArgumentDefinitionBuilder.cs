namespace Petabridge.Cmd;

public sealed class ArgumentDefinitionBuilder
{
    private readonly List<string> _switches = [];
    private string _name;
    private string _description = "";
    private bool _mandatory;
    private bool _multiple;
    private IReadOnlyList<string> _defaults = [];

    internal ArgumentDefinitionBuilder()
    {
    }

    public ArgumentDefinitionBuilder WithName(string name)
    {
        _name = name;
        return this;
    }

    public ArgumentDefinitionBuilder WithDescription(string description)
    {
        _description = description;
        return this;
    }

    public ArgumentDefinitionBuilder IsMandatory(bool mandatory)
    {
        _mandatory = mandatory;
        return this;
    }

    public ArgumentDefinitionBuilder AllowMultiple(bool multiple)
    {
        _multiple = multiple;
        return this;
    }

    /// <summary>One more spelling of the switch; another case is another spelling.</summary>
    public ArgumentDefinitionBuilder WithSwitch(string text)
    {
        Words.RequireOne(text, "a switch");
        _switches.Add(text);
        return this;
    }

    public ArgumentDefinitionBuilder WithDefaultValue(string value) => WithDefaultValues(value);

    /// <summary>What the argument holds where none was typed.</summary>
    public ArgumentDefinitionBuilder WithDefaultValues(params string[] values)
    {
        _defaults = values;
        return this;
    }

    internal ArgumentDefinition Build()
    {
        Words.RequireOne(_name, "the name of an argument");
        return _switches.Count > 0
            ? new ArgumentDefinition(_name, _description, _mandatory, _multiple, _switches, _defaults)
            : throw new ArgumentException($"the argument '{_name}' has no switch");
    }
}
