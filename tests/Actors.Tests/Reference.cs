using Akka.Configuration;

namespace NetMonitor.Actors.Tests;

/// <summary>The configuration that the product ships.</summary>
internal static class Reference
{
    public static string Text { get; } = Load();

    public static Config Config { get; } = ConfigurationFactory.ParseString(Text);

    /// <summary>For specs that move the timers by hand.</summary>
    public static Config WithTestScheduler { get; } =
        ConfigurationFactory.ParseString("akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"")
            .WithFallback(Config);

    private static string Load()
    {
        using var stream = typeof(Reference).Assembly.GetManifestResourceStream("netmonitor.conf")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
