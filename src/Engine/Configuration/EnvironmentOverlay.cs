using System.Collections.Immutable;

namespace NetMonitor.Engine.Configuration;

/// <summary><c>netmonitor.a.b-c</c> is set by <c>NETMONITOR_A_B_C</c>; the items of a list are separated by commas.</summary>
public static class EnvironmentOverlay
{
    private const string Prefix = "NETMONITOR_";

    public static string VariableFor(string path) =>
        path.ToUpperInvariant().Replace('.', '_').Replace('-', '_');

    /// <exception cref="StartFailure">A variable with our prefix names no key.</exception>
    public static ConfigurationLayer Read(IEnumerable<KeyValuePair<string, string>> environment)
    {
        var known = ReferenceConfiguration.Keys.ToDictionary(key => VariableFor(key.Path), StringComparer.Ordinal);
        return ConfigurationLayer.Of(environment
            .Where(variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(variable => known.TryGetValue(variable.Key, out var key)
                ? new OverlayValue(key.Path, variable.Key, key.IsList, Texts(key, variable.Value))
                : throw new StartFailure(ExitCode.Usage, $"{variable.Key}: no such setting; the variables are {string.Join(", ", known.Keys)}")));
    }

    private static ImmutableArray<string> Texts(HoconKey key, string value) => key.IsList
        ? [.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
        : [value];
}
