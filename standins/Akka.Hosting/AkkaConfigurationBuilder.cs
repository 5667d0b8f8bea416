using Akka.Actor.Setup;
using Akka.Util;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.Hosting;

/// <summary>Collects how the system is to be made and what is to run in it.</summary>
public sealed class AkkaConfigurationBuilder
{
    public readonly HashSet<Setup> Setups = [];

    private readonly List<StartupTask> _starters = [];
    private readonly List<StartupTask> _startupTasks = [];

    public AkkaConfigurationBuilder(IServiceCollection serviceCollection, string actorSystemName)
    {
        Name = actorSystemName;
    }

    public Option<Config> Configuration { get; private set; }

    internal string Name { get; }

    internal IServiceProvider Services { get; init; }

    internal ActorSystem System { get; private set; }

    /// <summary>They run in the order they were added, each after the one before has ended.</summary>
    public AkkaConfigurationBuilder StartActors(Action<ActorSystem, IActorRegistry> starter) => StartActors((system, registry) =>
    {
        starter(system, registry);
        return Task.CompletedTask;
    });

    public AkkaConfigurationBuilder StartActors(ActorStarter starter)
    {
        _starters.Add((system, registry) => starter(system, registry));
        return this;
    }

    /// <summary>After all actors were started.</summary>
    public AkkaConfigurationBuilder AddStartup(Action<ActorSystem, IActorRegistry> startupTask) => AddStartup((system, registry) =>
    {
        startupTask(system, registry);
        return Task.CompletedTask;
    });

    public AkkaConfigurationBuilder AddStartup(StartupTask startupTask)
    {
        _startupTasks.Add(startupTask);
        return this;
    }

    /// <summary>Append: a fallback of what is there. Prepend, and Replace as well: wins over it.</summary>
    internal AkkaConfigurationBuilder Add(Config hocon, HoconAddMode mode)
    {
        Configuration = Configuration.HasValue
            ? mode == HoconAddMode.Append ? Configuration.Value.SafeWithFallback(hocon) : hocon.SafeWithFallback(Configuration.Value)
            : hocon;
        return this;
    }

    internal ActorSystem MakeSystem()
    {
        var bootstrap = BootstrapSetup.Create().WithConfig(Configuration.GetOrElse(Config.Empty));
        return System = ActorSystem.Create(Name, ActorSystemSetup.Create([.. Setups, bootstrap]));
    }

    internal async Task StartAsync()
    {
        var registry = ActorRegistry.For(System);
        foreach (var starter in _starters.Concat(_startupTasks))
        {
            await starter(System, registry).ConfigureAwait(false);
        }
    }
}
