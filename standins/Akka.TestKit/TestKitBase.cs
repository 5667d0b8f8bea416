using System.Diagnostics;
using Akka.Actor.Setup;

namespace Akka.TestKit;

/// <summary>An actor system, an actor in it that keeps what it gets, and ways to wait for that.</summary>
public abstract partial class TestKitBase : IActorRefFactory
{
    private static readonly long Start = Stopwatch.GetTimestamp();
    private static int LastNumber;

    private readonly ITestKitAssertions _assertions;
    private readonly MessageQueue _queue = new();
    private ImplicitSender _implicitSender;
    private MessageEnvelope _last = NullMessageEnvelope.Instance;

    protected TestKitBase(ITestKitAssertions assertions, ActorSystem system = null, string testActorName = null)
        : this(assertions, system, ActorSystemSetup.Empty, null, testActorName)
    {
    }

    protected TestKitBase(ITestKitAssertions assertions, ActorSystemSetup setup, string actorSystemName = null, string testActorName = null)
        : this(assertions, null, setup, actorSystemName, testActorName)
    {
    }

    protected TestKitBase(ITestKitAssertions assertions, Config config, string actorSystemName = null, string testActorName = null)
        : this(assertions, null, ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config)), actorSystemName, testActorName)
    {
    }

    protected TestKitBase(ITestKitAssertions assertions, ActorSystem system, ActorSystemSetup config, string actorSystemName, string testActorName)
    {
        _assertions = assertions;
        InitializeTest(system, config, actorSystemName, testActorName);
    }

    public static Config DefaultConfig { get; } = ConfigurationFactory.ParseString("""
        akka {
          loggers = ["Akka.TestKit.TestEventListener, Akka.TestKit"]
          test {
            timefactor = 1.0
            filter-leeway = 3s
            single-expect-default = 3s
            default-timeout = 5s
          }
        }
        """);

    /// <summary>Time since some moment in the past; never steps back.</summary>
    public static TimeSpan Now => Stopwatch.GetElapsedTime(Start);

    public ActorSystem Sys { get; private set; }

    public TestKitSettings TestKitSettings { get; private set; }

    public IActorRef TestActor { get; private set; }

    public ILoggingAdapter Log { get; private set; }

    public EventFilterFactory EventFilter { get; private set; }

    public object LastMessage => _last.Message;

    public IActorRef LastSender => _last.Sender;

    public bool HasMessages => !_queue.IsEmpty;

    public EventFilterFactory CreateEventFilter(ActorSystem system) => new(this, system);

    public TimeSpan Dilated(TimeSpan duration) => duration * TestKitSettings.TestTimeFactor;

    public TimeSpan GetTimeoutOrDefault(TimeSpan? timeout) => timeout is { } given ? Dilated(given) : Dilated(TestKitSettings.DefaultTimeout);

    public void IgnoreMessages(Func<object, bool> shouldIgnoreMessage) => _queue.Ignores = shouldIgnoreMessage;

    public void IgnoreMessages<T>(Func<T, bool> shouldIgnoreMessage) => IgnoreMessages(message => message is T typed && shouldIgnoreMessage(typed));

    public void IgnoreMessages<T>() => IgnoreMessages(message => message is T);

    public void IgnoreNoMessages() => _queue.Ignores = null;

    public IActorRef Watch(IActorRef actorToWatch)
    {
        TestActor.Tell(new QueueingActor.Follow(actorToWatch));
        return actorToWatch;
    }

    public IActorRef Unwatch(IActorRef actorToUnwatch)
    {
        TestActor.Tell(new QueueingActor.Forget(actorToUnwatch));
        return actorToUnwatch;
    }

    public virtual TestProbe CreateTestProbe(string name = null) => CreateTestProbe(Sys, name);

    public virtual TestProbe CreateTestProbe(ActorSystem system, string name = null) => new(system, _assertions, name);

    /// <summary>Ends the system and waits for that.</summary>
    public virtual void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false) => Shutdown(Sys, duration, verifySystemShutdown);

    protected virtual void Shutdown(ActorSystem system, TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        _implicitSender?.Remove();
        var limit = duration ?? TimeSpan.FromSeconds(Math.Min(10, Dilated(TimeSpan.FromSeconds(5)).TotalSeconds));
        var ended = Task.WaitAny([system.Terminate()], limit) == 0;
        if (!ended && verifySystemShutdown)
        {
            throw new TimeoutException($"Failed to stop [{system.Name}] within [{limit}]");
        }
    }

    protected virtual void InitializeTest(ActorSystem system, ActorSystemSetup config, string actorSystemName, string testActorName)
    {
        if (system == null)
        {
            var bootstrap = config.Get<BootstrapSetup>();
            var withDefaults = bootstrap.HasValue
                ? bootstrap.Value.WithConfigFallback(DefaultConfig)
                : BootstrapSetup.Create().WithConfig(DefaultConfig);
            system = ActorSystem.Create(actorSystemName ?? "test", config.WithSetup(withDefaults));
        }

        system.Settings.InjectTopLevelFallback(DefaultConfig);
        Sys = system;
        TestKitSettings = TestKitExtension.For(system);
        Log = Logging.GetLogger(system, GetType());
        EventFilter = new EventFilterFactory(this, system);
        var name = testActorName ?? $"testActor{Interlocked.Increment(ref LastNumber)}";
        TestActor = ((ExtendedActorSystem)system).SystemActorOf(Props.From(() => new QueueingActor(_queue), typeof(QueueingActor)), name);
        if (this is not INoImplicitSender)
        {
            _implicitSender = ImplicitSender.Install(TestActor);
        }
    }

    internal void Fail(string message) => _assertions.Fail("{0}", message);
}
