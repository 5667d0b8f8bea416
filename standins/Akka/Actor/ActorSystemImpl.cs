using System.Collections.Concurrent;
using Akka.Actor.Setup;

namespace Akka.Actor;

internal sealed class ActorSystemImpl : ExtendedActorSystem
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _extensions = new();
    private readonly ConcurrentStack<Action> _onTermination = new();
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LocalProvider _provider;
    private readonly IScheduler _scheduler;
    private readonly Dispatchers _dispatchers;
    private int _terminating;

    public ActorSystemImpl(string name, ActorSystemSetup setup)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') || name[0] is '-' or '_')
        {
            throw new ArgumentException($"Invalid ActorSystem name [{name}], must contain only word characters (i.e. [a-zA-Z0-9] plus non-leading '-')", nameof(name));
        }

        Name = name;
        var bootstrap = setup.Get<BootstrapSetup>();
        var config = bootstrap.HasValue && bootstrap.Value.Config.HasValue ? bootstrap.Value.Config.Value : ConfigurationFactory.Load();
        Settings = new Settings(this, bootstrap.HasValue ? config.SafeWithFallback(bootstrap.Value.Fallback) : config, setup);
        EventStream = new EventStream(debug: false);
        Log = Logging.GetLogger(EventStream, $"ActorSystem({name})");
        EventStream.StartStdoutLogger(Settings);
        _scheduler = MakeScheduler();
        _dispatchers = new Dispatchers(Settings);
        _provider = new LocalProvider(this);
    }

    public override string Name { get; }

    public override Settings Settings { get; }

    public override EventStream EventStream { get; }

    public override ILoggingAdapter Log { get; }

    public override IScheduler Scheduler => _scheduler;

    public override Dispatchers Dispatchers => _dispatchers;

    public override IActorRefProvider Provider => _provider;

    public override IActorRef DeadLetters => _provider.DeadLetters;

    public override IInternalActorRef Guardian => _provider.Guardian;

    public override IInternalActorRef SystemGuardian => _provider.SystemGuardian;

    public override IInternalActorRef LookupRoot => _provider.RootGuardian;

    public override Task WhenTerminated => _terminated.Task;

    /// <summary>From here on nobody wonders about messages that find nobody.</summary>
    public bool IsTerminating => Volatile.Read(ref _terminating) != 0;

    public LocalProvider LocalProvider => _provider;

    public void Start()
    {
        _provider.Start();
        EventStream.StartUnsubscriber(this);
        EventStream.StartDefaultLoggers(this);
        if (Settings.LogDeadLetters > 0)
        {
            SystemActorOf(Props.Create<DeadLetterListener>(), "deadLetterListener");
        }

        if (Settings.DebugUnhandledMessage)
        {
            SystemActorOf(Props.Create<UnhandledMessageReport>(), "UnhandledMessageForwarder");
        }

        if (Settings.LogConfigOnStart)
        {
            Log.Info(Settings.ToString());
        }
    }

    public override IActorRef ActorOf(Props props, string name = null) => _provider.Guardian.Cell.ActorOf(props, name);

    public override IActorRef SystemActorOf(Props props, string name = null) => _provider.SystemGuardian.Cell.ActorOf(props, name);

    public override IActorRef SystemActorOf<TActor>(string name = null) => SystemActorOf(Props.Create<TActor>(), name);

    public override ActorSelection ActorSelection(string actorPath) => ActorPath.TryParse(actorPath, out var path)
        ? ActorSelection(path)
        : new ActorSelection(LookupRoot, actorPath.StartsWith('/') ? actorPath : "/user/" + actorPath);

    public override ActorSelection ActorSelection(ActorPath actorPath) => new(LookupRoot, actorPath.Elements);

    public override void Stop(IActorRef actor) => ((IInternalActorRef)actor).Stop();

    public override Task Terminate()
    {
        if (Settings.CoordinatedShutdownRunByActorSystemTerminate)
        {
            _ = CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        }
        else
        {
            FinalTerminate();
        }

        return WhenTerminated;
    }

    public void FinalTerminate()
    {
        Volatile.Write(ref _terminating, 1);
        Guardian.Stop();
    }

    /// <summary>The last actor, the root, is gone.</summary>
    public void EndOfTree()
    {
        EventStream.StopDefaultLoggers();
        while (_onTermination.TryPop(out var action))
        {
            try
            {
                action();
            }
            catch (Exception cause)
            {
                Log.Error(cause, "Exception in a termination callback");
            }
        }

        (_scheduler as IDisposable)?.Dispose();
        _terminated.TrySetResult();
        _dispatchers.Shutdown();
    }

    public override void RegisterOnTermination(Action code) => _onTermination.Push(code);

    public override object RegisterExtension(IExtensionId extension) =>
        _extensions.GetOrAdd(extension.ExtensionType, _ => new Lazy<object>(() => extension.CreateExtension(this))).Value;

    public override object GetExtension(IExtensionId extensionId) => TryGetExtension(extensionId.ExtensionType, out var extension) ? extension : null;

    public override T GetExtension<T>() => TryGetExtension<T>(out var extension) ? extension : null;

    public override bool HasExtension(Type type) => _extensions.ContainsKey(type);

    public override bool HasExtension<T>() => HasExtension(typeof(T));

    public override bool TryGetExtension(Type extensionType, out object extension)
    {
        extension = _extensions.TryGetValue(extensionType, out var made) ? made.Value : null;
        return extension != null;
    }

    public override bool TryGetExtension<T>(out T extension)
    {
        extension = TryGetExtension(typeof(T), out var made) ? (T)made : null;
        return extension != null;
    }

    public override string ToString() => LookupRoot.Path.Root.Address.ToString();

    private IScheduler MakeScheduler()
    {
        var type = Type.GetType(Settings.SchedulerClass) ?? throw new ConfigurationException($"akka.scheduler.implementation: there is no type {Settings.SchedulerClass}");
        return (IScheduler)Activator.CreateInstance(type, Settings.Config, Log);
    }
}
