namespace Akka.Actor;

/// <summary>Ends a system phase by phase; the tasks of one phase run side by side, and no failing task holds up the next phase.</summary>
public sealed class CoordinatedShutdown : IExtension
{
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";
    public const string PhaseServiceUnbind = "service-unbind";
    public const string PhaseServiceRequestsDone = "service-requests-done";
    public const string PhaseServiceStop = "service-stop";
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";
    public const string PhaseClusterLeave = "cluster-leave";
    public const string PhaseClusterExiting = "cluster-exiting";
    public const string PhaseClusterExitingDone = "cluster-exiting-done";
    public const string PhaseClusterShutdown = "cluster-shutdown";
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    private readonly Lock _gate = new();
    private readonly List<ShutdownPhase> _phases;
    private readonly Dictionary<string, List<(string Name, Func<Task<Done>> Task)>> _tasks = [];
    private Task<Done> _run;

    internal CoordinatedShutdown(ExtendedActorSystem system)
    {
        System = system;
        _phases = ShutdownPhase.InOrder(system.Settings.Config.GetConfig("akka.coordinated-shutdown"));
        if (system.Settings.CoordinatedShutdownTerminateActorSystem)
        {
            AddTask(PhaseActorSystemTerminate, "terminate-system", async () =>
            {
                ((ActorSystemImpl)system).FinalTerminate();
                await system.WhenTerminated.ConfigureAwait(false);
                return Done.Instance;
            });
        }
    }

    public ExtendedActorSystem System { get; }

    public Reason ShutdownReason { get; private set; }

    public TimeSpan TotalTimeout => _phases.Aggregate(TimeSpan.Zero, (sum, phase) => sum + phase.Timeout);

    public static CoordinatedShutdown Get(ActorSystem sys) => new CoordinatedShutdownExtension().Get(sys);

    public TimeSpan Timeout(string phase) => Find(phase).Timeout;

    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        _ = Find(phase);
        lock (_gate)
        {
            if (!_tasks.TryGetValue(phase, out var tasks))
            {
                _tasks[phase] = tasks = [];
            }

            tasks.Add((taskName, task));
        }
    }

    /// <summary>Runs once; every further call gets the task of the first.</summary>
    public Task<Done> Run(Reason reason, string fromPhase = null)
    {
        lock (_gate)
        {
            if (_run == null)
            {
                ShutdownReason = reason;
                var phases = fromPhase == null ? _phases : [.. _phases.SkipWhile(phase => phase.Name != Find(fromPhase).Name)];
                _run = Task.Run(() => RunPhases(phases));
            }

            return _run;
        }
    }

    private async Task<Done> RunPhases(List<ShutdownPhase> phases)
    {
        foreach (var phase in phases.Where(phase => phase.Enabled))
        {
            List<(string Name, Func<Task<Done>> Task)> tasks;
            lock (_gate)
            {
                tasks = [.. _tasks.GetValueOrDefault(phase.Name, [])];
            }

            var outcomes = await Task.WhenAll(tasks.Select(task => RunTask(phase, task.Name, task.Task))).ConfigureAwait(false);
            if (!phase.Recover && outcomes.FirstOrDefault(failure => failure != null) is { } first)
            {
                throw first;
            }
        }

        return Done.Instance;
    }

    /// <returns>Null when it went well.</returns>
    private async Task<Exception> RunTask(ShutdownPhase phase, string name, Func<Task<Done>> task)
    {
        try
        {
            await Task.Run(task).WaitAsync(phase.Timeout).ConfigureAwait(false);
            return null;
        }
        catch (TimeoutException e)
        {
            System.Log.Warning("Task [{0}] timed out in phase [{1}] after [{2}]", name, phase.Name, phase.Timeout);
            return e;
        }
        catch (Exception e)
        {
            System.Log.Warning("Task [{0}] failed in phase [{1}]: {2}", name, phase.Name, e.Message);
            return e;
        }
    }

    private ShutdownPhase Find(string phase) =>
        _phases.Find(known => known.Name == phase) ?? throw new ConfigurationException($"Unknown phase [{phase}], known phases [{string.Join(",", _phases.Select(known => known.Name))}]");

    public class Reason
    {
        protected Reason()
        {
        }
    }

    public class UnknownReason : Reason
    {
        public static readonly Reason Instance = new UnknownReason();

        private UnknownReason()
        {
        }
    }

    public class ActorSystemTerminateReason : Reason
    {
        public static readonly Reason Instance = new ActorSystemTerminateReason();

        private ActorSystemTerminateReason()
        {
        }
    }

    public class ClrExitReason : Reason
    {
        public static readonly Reason Instance = new ClrExitReason();

        private ClrExitReason()
        {
        }
    }
}
