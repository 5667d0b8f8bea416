using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace NetMonitor.Core.Flows;

/// <summary>Which flows are meant: <c>src=10.0.0.0/8,port=443</c>. A comma is "and"; there are no spaces; a field may come several times.</summary>
public sealed class FlowFilter
{
    private readonly ImmutableArray<FlowCondition> _conditions;

    private FlowFilter(string text, ImmutableArray<FlowCondition> conditions) => (Text, _conditions) = (text, conditions);

    /// <summary>Every flow. No text spells it.</summary>
    public static FlowFilter All { get; } = new("", []);

    /// <summary>As it was typed.</summary>
    public string Text { get; }

    public bool IsAll => _conditions.IsEmpty;

    public static bool TryParse(string text, [NotNullWhen(true)] out FlowFilter? filter, [NotNullWhen(false)] out FlowFilterFault? fault)
    {
        filter = null;
        var conditions = ImmutableArray.CreateBuilder<FlowCondition>();
        var at = 0;
        foreach (var term in text.Split(','))
        {
            var (condition, wrong) = Term(text, at, term);
            if (condition is null)
            {
                fault = wrong!;
                return false;
            }

            conditions.Add(condition);
            at += term.Length + 1;
        }

        (filter, fault) = (new(text, conditions.ToImmutable()), null);
        return true;
    }

    /// <summary>Those of one NIC. Its name may have a comma, which no text can spell.</summary>
    public FlowFilter OfNic(string nic) => new(Text, _conditions.Add((in row) => row.Nic == nic));

    public bool Matches(in FlowRow row)
    {
        foreach (var condition in _conditions)
        {
            if (!condition(row))
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString() => Text;

    private static (FlowCondition? Condition, FlowFilterFault? Fault) Term(string text, int at, string term)
    {
        if (term.AsSpan().IndexOfAny(' ', '\t') is var space and >= 0)
        {
            return (null, new(text, at + space, term[space..(space + 1)], "no spaces: a comma stands for \"and\", as in src=10.0.0.0/8,port=443"));
        }

        var equals = term.IndexOf('=');
        var name = equals < 0 ? term : term[..equals];
        if (FlowField.All.FirstOrDefault(field => field.Name == name) is not { } field)
        {
            var fields = string.Join(", ", FlowField.All.Select(static field => field.Name));
            return (null, new(text, at, name, name.Length == 0 ? $"a field is missing; there are: {fields}" : $"there is no field '{name}'; there are: {fields}"));
        }

        if (equals < 0)
        {
            return (null, new(text, at, name, $"'{name}' takes {field.Values}, behind an equals sign"));
        }

        var value = term[(equals + 1)..];
        return field.Parse(value) is { } condition
            ? (condition, null)
            : (null, new(text, at + equals + 1, value, value.Length == 0 ? $"a value is missing; '{name}' takes {field.Values}" : $"'{value}' is none; '{name}' takes {field.Values}"));
    }
}
