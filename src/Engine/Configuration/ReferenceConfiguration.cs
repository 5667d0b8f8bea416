using System.Collections.Immutable;
using Akka.Configuration;

namespace NetMonitor.Engine.Configuration;

/// <summary><c>hocon/netmonitor.conf</c>, which is built into the program: every key there is, with its default.</summary>
public static class ReferenceConfiguration
{
    public const string Root = "netmonitor";

    public static string Text { get; } = ReadText();

    public static Config Config { get; } = ConfigurationFactory.ParseString(Text);

    /// <summary>The keys under <see cref="Root"/>, in the file's order.</summary>
    public static ImmutableArray<HoconKey> Keys { get; } =
        [.. HoconOutline.Read(Text).Where(key => key.Path.StartsWith(Root + ".", StringComparison.Ordinal))];

    private static string ReadText()
    {
        using var stream = typeof(ReferenceConfiguration).Assembly.GetManifestResourceStream("netmonitor.conf")
            ?? throw new InvalidOperationException("the reference configuration is not built in");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
