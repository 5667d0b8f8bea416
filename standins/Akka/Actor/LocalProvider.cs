using System.Collections.Concurrent;

namespace Akka.Actor;

/// <summary>The root of the tree: its guardians, the dead letters, and the short-lived refs of those who ask.</summary>
internal sealed class LocalProvider : IActorRefProvider
{
    private readonly ActorSystemImpl _system;
    private readonly ConcurrentDictionary<string, IInternalActorRef> _temporary = new();
    private long _temporaryNumber;

    public LocalProvider(ActorSystemImpl system)
    {
        _system = system;
        RootPath = new RootActorPath(new Address("akka", system.Name));
        DeadLetters = new DeadLettersRef(this, RootPath / "deadLetters", system.EventStream);
        Root = new CellRef(system, Props.Create<RootGuardian>(), system.Dispatchers.DefaultGlobalDispatcher, new AboveRoot(this, system), RootPath);
        Guardian = (CellRef)Root.Cell.AttachChild(Props.Create<Guardian>(() => new Guardian(GuardianStrategy())), "user");
        SystemGuardian = (CellRef)Root.Cell.AttachChild(Props.Create<Guardian>(() => new Guardian(SupervisorStrategy.DefaultStrategy)), "system");
    }

    public ActorPath RootPath { get; }

    public Settings Settings => _system.Settings;

    public IActorRef DeadLetters { get; }

    public Address DefaultAddress => RootPath.Address;

    public CellRef Root { get; }

    public IInternalActorRef RootGuardian => Root;

    public CellRef Guardian { get; }

    public CellRef SystemGuardian { get; }

    public Task TerminationTask => _system.WhenTerminated;

    public EventStream EventStream => _system.EventStream;

    public void Start() => Root.Start();

    public ActorPath TempPath() => RootPath / "temp" / ("$" + ActorCell.EncodeName(Interlocked.Increment(ref _temporaryNumber) + 4096));

    public void Register(IInternalActorRef actor) => _temporary[actor.Path.Name] = actor;

    public void Unregister(IActorRef actor) => _temporary.TryRemove(actor.Path.Name, out _);

    public IActorRef ResolveActorRef(string path) => ActorPath.TryParse(path, out var parsed) ? ResolveActorRef(parsed) : DeadLetters;

    public IActorRef ResolveActorRef(ActorPath actorPath)
    {
        if (actorPath.Address != RootPath.Address || actorPath.Depth == 0)
        {
            return actorPath.Depth == 0 ? Root : DeadLetters;
        }

        var found = Find(actorPath.Elements);
        return found.IsNobody() || (actorPath.Uid != 0 && actorPath.Uid != found.Path.Uid) ? Missing(actorPath) : found;
    }

    /// <summary>Nobody where there is none.</summary>
    public IActorRef Find(IReadOnlyList<string> elements) => elements switch
    {
        ["temp", var name] => _temporary.TryGetValue(name, out var asker) ? asker : ActorRefs.Nobody,
        ["deadLetters"] => DeadLetters,
        _ => Root.GetChild(elements),
    };

    public IActorRef Missing(ActorPath path) => new MissingRef(this, path, EventStream);

    private SupervisorStrategy GuardianStrategy() => Settings.SupervisorStrategyClass switch
    {
        "Akka.Actor.DefaultSupervisorStrategy" => SupervisorStrategy.DefaultStrategy,
        "Akka.Actor.StoppingSupervisorStrategy" => SupervisorStrategy.StoppingStrategy,
        var other => throw new ConfigurationException($"akka.actor.guardian-supervisor-strategy: unknown strategy {other}"),
    };

    /// <summary>What the root reports to: its end is the system's end.</summary>
    private sealed class AboveRoot(LocalProvider provider, ActorSystemImpl system) : MinimalActorRef
    {
        public override ActorPath Path { get; } = new RootActorPath(new Address("akka", system.Name)) / "_Root-guardian-supervisor";

        public override IActorRefProvider Provider => provider;

        public override void SendSystemMessage(ISystemMessage message)
        {
            switch (message)
            {
                case Failed failed:
                    failed.Child.Stop();
                    break;
                case DeathWatchNotification:
                    system.EndOfTree();
                    break;
            }
        }
    }
}
