using System.Collections.Concurrent;

namespace Akka.Dispatch;

/// <summary>The dispatchers that the configuration describes, made when first asked for.</summary>
public sealed class Dispatchers
{
    public const string DefaultDispatcherId = "akka.actor.default-dispatcher";
    public const string DefaultBlockingDispatcherId = "akka.actor.default-blocking-io-dispatcher";

    private readonly Settings _settings;
    private readonly ConcurrentDictionary<string, Lazy<MessageDispatcher>> _dispatchers = new();

    internal Dispatchers(Settings settings)
    {
        _settings = settings;
    }

    public MessageDispatcher DefaultGlobalDispatcher => Lookup(DefaultDispatcherId);

    public bool HasDispatcher(string id) => _settings.Config.HasPath(id);

    /// <exception cref="ConfigurationException">Nothing is configured at that path, or a type that is not known.</exception>
    public MessageDispatcher Lookup(string dispatcherName) =>
        _dispatchers.GetOrAdd(dispatcherName, id => new Lazy<MessageDispatcher>(() => Make(id))).Value;

    /// <summary>A deployment section for the actor's path wins over what its Props say.</summary>
    internal MessageDispatcher For(Props props, ActorPath path)
    {
        var place = "/" + string.Join('/', path.Elements.Skip(1));
        var deployed = _settings.Config.GetConfig("akka.actor.deployment")?.GetString($"\"{place}\".dispatcher", null);
        return Lookup(string.IsNullOrEmpty(deployed) ? props.Dispatcher : deployed).ForNewActor();
    }

    internal void Shutdown()
    {
        foreach (var dispatcher in _dispatchers.Values)
        {
            dispatcher.Value.Stop();
        }
    }

    private MessageDispatcher Make(string id)
    {
        var config = _settings.Config.GetConfig(id) ?? throw new ConfigurationException($"Dispatcher [{id}] not configured.");
        var throughput = config.GetInt("throughput", 30);
        var threads = config.GetConfig("dedicated-thread-pool");
        return config.GetString("type", "Dispatcher") switch
        {
            "Dispatcher" or "TaskDispatcher" when threads == null => new PoolDispatcher(id, throughput),
            "Dispatcher" or "TaskDispatcher" or "ForkJoinDispatcher" => new ThreadsDispatcher(
                id,
                throughput,
                threads?.GetInt("thread-count", 3) ?? throw new ConfigurationException($"Dispatcher [{id}] needs a section dedicated-thread-pool."),
                background: threads.GetString("threadtype", "background") == "background"),
            "PinnedDispatcher" => new PinnedDispatcher(id, throughput),
            var type => throw new ConfigurationException($"Dispatcher [{id}] is of an unknown type [{type}]."),
        };
    }
}
