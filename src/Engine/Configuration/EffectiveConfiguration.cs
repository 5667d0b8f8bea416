using System.Collections.Immutable;
using Akka.Configuration;
using NetMonitor.Actors.Configuration;

namespace NetMonitor.Engine.Configuration;

/// <summary>The reference configuration with layers over it.</summary>
public sealed class EffectiveConfiguration
{
    private readonly ImmutableArray<ConfigurationLayer> _layers;

    /// <param name="layers">The weakest first.</param>
    public EffectiveConfiguration(params ImmutableArray<ConfigurationLayer> layers)
    {
        _layers = [.. layers.Where(layer => layer != ConfigurationLayer.Empty)];
        Config = _layers.Aggregate(ReferenceConfiguration.Config, (below, layer) => layer.Config.WithFallback(below));
    }

    public Config Config { get; }

    /// <summary>The keys of the actor system itself that a layer sets, as the user knows them.</summary>
    public ImmutableArray<string> OfTheActorSystem =>
    [
        .. _layers.SelectMany(layer => layer.Origins)
            .Where(origin => origin.Key.StartsWith("akka.", StringComparison.Ordinal))
            .Select(origin => origin.Value).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <exception cref="StartFailure">One line per setting that is wrong, under the name by which the user set it.</exception>
    public T Read<T>(Func<Config, T> settings)
    {
        try
        {
            return settings(Config);
        }
        catch (ConfigurationProblem e)
        {
            throw new StartFailure(ExitCode.Usage, string.Join('\n', e.Problems.Select(WithOrigin)), e);
        }
    }

    /// <summary>A problem starts with the path of its key, which may hold colons.</summary>
    private string WithOrigin(string problem)
    {
        var path = problem[..problem.IndexOf(": ", StringComparison.Ordinal)];
        var origin = _layers.Reverse().Select(layer => layer.Origins.GetValueOrDefault(path)).FirstOrDefault(name => name is not null);
        return origin is null ? problem : origin + problem[path.Length..];
    }
}
