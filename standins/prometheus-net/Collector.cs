using System.Text.RegularExpressions;

namespace Prometheus;

public abstract partial class Collector
{
    internal Collector(string name, string help, string[] labelNames)
    {
        if (!ValidName().IsMatch(name))
        {
            throw new ArgumentException($"Metric name '{name}' does not match regex '{ValidName()}'.");
        }

        foreach (var label in labelNames)
        {
            CheckLabel(label);
        }

        if (labelNames.Distinct(StringComparer.Ordinal).Count() != labelNames.Length)
        {
            throw new InvalidOperationException($"The set of label names includes duplicates: {string.Join(", ", labelNames)}");
        }

        (Name, Help, LabelNames) = (name, help, labelNames);
    }

    public string Name { get; }

    public string Help { get; }

    public string[] LabelNames { get; }

    internal abstract string TypeName { get; }

    internal abstract void Write(TextExposition text);

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_]*$")]
    private static partial Regex ValidName();

    private static void CheckLabel(string? label)
    {
        if (label is null)
        {
            throw new NotSupportedException("Null values are not supported for metric label names and values.");
        }

        if (!ValidName().IsMatch(label))
        {
            throw new ArgumentException($"Label name '{label}' does not match regex '{ValidName()}'.");
        }

        if (label.StartsWith("__", StringComparison.Ordinal))
        {
            throw new ArgumentException($"Label name '{label}' is not valid - labels starting with double underscore are reserved!");
        }
    }
}
