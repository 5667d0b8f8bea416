using System.Collections.Immutable;
using System.Globalization;
using Akka.Actor;
using Akka.Event;
using NetMonitor.Actors.Configuration;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Actors.Tree;
using NetMonitor.Core.Costs;

namespace NetMonitor.Actors.Costs;

/// <summary>Says what all of this costs, and keeps to the budget where there is one: past it the NICs are told to count flows less precisely.</summary>
public sealed class CostAccountant : ReceiveActor, IWithTimers
{
    private readonly CostSettings _settings;
    private readonly CostBook _book;
    private readonly CostSources _sources;
    private readonly CostBoard _board;
    private readonly IActorRef _interfaces;
    private readonly TimeProvider _time;
    private readonly ActorBoard _actors;
    private readonly Incarnations _incarnations;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private bool _measures;
    private bool _wasHelpless;

    public CostAccountant(
        CostSettings settings,
        CostBook book,
        CostSources sources,
        CostBoard board,
        IActorRef interfaces,
        TimeProvider time,
        ActorBoard actors,
        Incarnations incarnations)
    {
        _settings = settings;
        _book = book;
        _sources = sources;
        _board = board;
        _interfaces = interfaces;
        _time = time;
        _actors = actors;
        _incarnations = incarnations;

        Receive<Sample>(_ => TakeSample());
        Receive<Measure>(_ => StartMeasuring());
        Receive<ProgramsMeasured>(_ => _measures = false);
        Receive<DescribeActors>(_ => Sender.Tell(new ActorsDescribed(Description())));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="interfaces">Who is told of the precision that is left.</param>
    public static Props PropsFor(CostSettings settings, CostSources sources, CostBoard board, IActorRef interfaces, TimeProvider time) =>
        PropsFor(settings, sources, board, interfaces, time, new ActorBoard());

    /// <param name="interfaces">Who is told of the precision that is left.</param>
    /// <param name="actors">Where it says what became of itself.</param>
    public static Props PropsFor(CostSettings settings, CostSources sources, CostBoard board, IActorRef interfaces, TimeProvider time, ActorBoard actors)
    {
        var (book, incarnations) = (new CostBook(settings), new Incarnations(time));
        return Props.Create(() => new CostAccountant(settings, book, sources, board, interfaces, time, actors, incarnations));
    }

    protected override void PreStart()
    {
        _actors.Publish(Description());
        Timers.StartPeriodicTimer(nameof(Sample), Sample.Instance, TimeSpan.Zero, _settings.Interval);
        Timers.StartPeriodicTimer(nameof(Measure), Measure.Instance, _settings.Every);
    }

    protected override void PreRestart(Exception reason, object message)
    {
        _incarnations.Note(reason);
        base.PreRestart(reason, message);
    }

    private void TakeSample()
    {
        var process = _sources.Process();
        if (_book.Enter(_time.GetElapsedTime(0), process))
        {
            _interfaces.Tell(new LimitFlows(_book.Limit));
            LogStep(process);
        }

        LogHelplessness();
        _board.Publish(new CostReport(process, _book.Share.Value, _book.State, _sources.Nics()));
    }

    /// <summary>One at a time: while one runs, the next is left out.</summary>
    private void StartMeasuring()
    {
        if (!_measures)
        {
            _measures = true;
            var self = Self;
            _sources.MeasurePrograms(() => self.Tell(ProgramsMeasured.Instance, ActorRefs.NoSender));
        }
    }

    private void LogStep(ProcessCost process)
    {
        var state = _book.State;
        var load = string.Create(
            CultureInfo.InvariantCulture,
            $"{CostSettings.Words(_book.Share.Value ?? 0)} of one core, {process.ResidentBytes >> 20} MB resident");
        var limits = $"{(state.Limits.Cpu is { } cpu ? CostSettings.Words(cpu) : "off")} and {(state.Limits.MemoryBytes is { } bytes ? ByteSize.Words(bytes) : "off")}";
        if (state.Precision.Step == 0)
        {
            _log.Info("budget: full precision of flows restored at {0} (limits {1})", load, limits);
        }
        else
        {
            _log.Warning("budget: precision of flows is now '{0}' (step {1}) at {2} (limits {3}); packets are counted all", state.Precision.Name, state.Precision.Step, load, limits);
        }
    }

    private void LogHelplessness()
    {
        var isHelpless = _book.Budget.IsHelpless;
        if (isHelpless && !_wasHelpless)
        {
            _log.Warning("budget: a limit is passed and nothing is left to give up: counting packets is never given up");
        }

        _wasHelpless = isHelpless;
    }

    private ImmutableArray<ActorDescription> Description() => [_incarnations.Describe(Self)];

    private sealed class Sample : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly Sample Instance = new();
    }

    private sealed class Measure : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly Measure Instance = new();
    }
}
