// The real package says nothing about nulls; code that compiles against it must compile against this.
#nullable disable annotations

namespace Akka.Configuration;

public static class ConfigExtensions
{
    public static bool IsNullOrEmpty(this Config config) => config is null || config.IsEmpty;

    /// <summary>WithFallback for configurations that may be absent, and that takes itself as fallback without complaint.</summary>
    public static Config SafeWithFallback(this Config config, Config fallback)
    {
        if (config.IsNullOrEmpty())
        {
            return fallback;
        }

        return fallback.IsNullOrEmpty() || ReferenceEquals(config, fallback) ? config : config.WithFallback(fallback);
    }
}
