using Akka.Util;

namespace Akka.Actor;

/// <summary>The configuration a system starts with: in place of the loaded one, or before it.</summary>
public sealed class BootstrapSetup : Setup.Setup
{
    private BootstrapSetup(Option<Config> config, Config fallback)
    {
        Config = config;
        Fallback = fallback;
    }

    public Option<Config> Config { get; }

    internal Config Fallback { get; }

    public static BootstrapSetup Create() => new(Option<Config>.None, null);

    public BootstrapSetup WithConfig(Config config) => new(config, Fallback);

    public BootstrapSetup WithConfigFallback(Config config) => new(Config, config);
}
