using System.Collections.Immutable;
using System.Text;
using Akka.Configuration;

namespace NetMonitor.Engine.Configuration;

/// <summary>Settings from one source.</summary>
/// <param name="Origins">For each key that this layer sets, how the user knows it: a flag, a variable, a place in a file.</param>
public sealed record ConfigurationLayer(Config Config, ImmutableDictionary<string, string> Origins)
{
    public static ConfigurationLayer Empty { get; } = new(ConfigurationFactory.Empty, ImmutableDictionary<string, string>.Empty);

    /// <summary>A layer of single values, none of which is read as HOCON.</summary>
    public static ConfigurationLayer Of(IEnumerable<OverlayValue> values)
    {
        var text = new StringBuilder();
        var origins = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            _ = text.Append(value.Path).Append(" = ");
            _ = value.IsList
                ? text.Append('[').AppendJoin(", ", value.Texts.Select(Quote)).Append(']')
                : text.Append(Quote(value.Texts[0]));
            _ = text.Append('\n');
            origins[value.Path] = value.Origin;
        }

        return origins.Count == 0 ? Empty : new ConfigurationLayer(ConfigurationFactory.ParseString(text.ToString()), origins.ToImmutable());
    }

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
