using System.Reflection;
using System.Text;
using Akka.Configuration.Hocon;

namespace Akka.Configuration;

public class ConfigurationFactory
{
    public static Config Empty => ParseString("");

    /// <exception cref="FormatException">A character that cannot stand where it does, or a substitution without a value in this text.</exception>
    /// <exception cref="ConfigurationException">An unquoted value that holds <c>=</c> or <c>:</c>.</exception>
    public static Config ParseString(string hocon) => new(HoconParser.Parse(hocon));

    /// <summary>The text embedded in an assembly under exactly this name; the name must exist.</summary>
    public static Config FromResource(string resourceName, Assembly assembly)
    {
        using var stream = assembly.GetManifestResourceStream(resourceName)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return ParseString(reader.ReadToEnd());
    }

    /// <summary>Always empty: of the real package's sources only an application's App.config would be read here, and NetMonitor has none.</summary>
    public static Config Load() => Empty;
}
