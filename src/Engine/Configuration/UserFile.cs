using System.Collections.Immutable;
using Akka.Configuration;
using NetMonitor.Engine.Capture;

namespace NetMonitor.Engine.Configuration;

/// <summary>The file given with <c>--config</c>.</summary>
public static class UserFile
{
    private static readonly ImmutableArray<string> Roots = [ReferenceConfiguration.Root, "akka"];

    /// <exception cref="StartFailure">The file cannot be read, is malformed, or sets a key that nobody reads.</exception>
    public static ConfigurationLayer Read(string file)
    {
        try
        {
            return Parse(file, File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartFailure(ExitCode.Usage, $"--config: cannot read '{file}': {e.Message}", e);
        }
    }

    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="StartFailure">As <see cref="Read"/>.</exception>
    public static ConfigurationLayer Parse(string file, string text)
    {
        try
        {
            var keys = HoconOutline.Read(text);
            foreach (var key in keys)
            {
                Check(file, key);
            }

            var origins = keys.ToLookup(key => PathAsRead(key.Path), StringComparer.Ordinal)
                .ToImmutableDictionary(same => same.Key, same => $"{file}:{same.Last().Line}: {same.Last().Path}", StringComparer.Ordinal);
            return keys.IsEmpty
                ? ConfigurationLayer.Empty
                : new ConfigurationLayer(ConfigurationFactory.ParseString(text), origins);
        }
        catch (MalformedHocon e)
        {
            throw new StartFailure(ExitCode.Usage, $"{file}:{e.Message}", e);
        }
        catch (FormatException e)
        {
            // The parser's own words, which may show the place over several lines.
            throw new StartFailure(ExitCode.Usage, $"{file}: {e.Message.Split('\n')[0].Trim()}", e);
        }
    }

    private static string PathAsRead(string path) =>
        InterfaceSections.Split(path) is var (pattern, key) ? InterfaceSections.PathOf(pattern, key) : path;

    private static void Check(string file, HoconKey key)
    {
        var root = key.Path.Split('.')[0];
        if (!Roots.Contains(root))
        {
            throw new StartFailure(
                ExitCode.Usage, $"{file}:{key.Line}: unknown key {key.Path}: settings stand in {ReferenceConfiguration.Root} {{ }} or akka {{ }}");
        }

        if (root != ReferenceConfiguration.Root || ReferenceConfiguration.Keys.Any(known => known.Path == key.Path))
        {
            return;
        }

        if (InterfaceSections.Split(key.Path) is var (_, name))
        {
            CheckSection(file, key, name);
            return;
        }

        var near = NearestName.To(key.Path, ReferenceConfiguration.Keys.Select(known => known.Path));
        var hint = near is null ? "docs/configuration.md lists all keys" : $"did you mean {near}?";
        throw new StartFailure(ExitCode.Usage, $"{file}:{key.Line}: unknown key {key.Path}; {hint}");
    }

    /// <param name="name">Of the key, within its section.</param>
    private static void CheckSection(string file, HoconKey key, string name)
    {
        if (InterfaceSections.Keys.Contains(name))
        {
            return;
        }

        var near = NearestName.To(name, InterfaceSections.Keys);
        var hint = near is null ? $"a section has {string.Join(", ", InterfaceSections.Keys)}" : $"did you mean {near}?";
        throw new StartFailure(ExitCode.Usage, $"{file}:{key.Line}: unknown key {key.Path}; {hint}");
    }
}
