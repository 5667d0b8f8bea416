using System.Collections.Concurrent;
using Akka;
using Akka.Actor;

namespace NetMonitor.Standins.Tests.Actors;

public sealed class ShutdownSpec
{
    [Fact]
    public async Task Terminate_should_run_the_phases_in_order_and_say_why()
    {
        var system = ActorSystem.Create("phases");
        var shutdown = CoordinatedShutdown.Get(system);
        var order = new ConcurrentQueue<string>();
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "last", () => Note("last"));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "second", () => Note("second"));
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "first", () => Note("first"));

        await system.Terminate();

        Assert.Equal(["first", "second", "last"], order);
        Assert.IsType<CoordinatedShutdown.ActorSystemTerminateReason>(shutdown.ShutdownReason);
        Assert.True(system.WhenTerminated.IsCompletedSuccessfully);

        Task<Done> Note(string step)
        {
            order.Enqueue(step);
            return Task.FromResult(Done.Instance);
        }
    }

    [Fact]
    public async Task Failing_task_should_not_hold_up_the_next_phase_and_a_second_run_should_be_the_first()
    {
        var system = ActorSystem.Create("failing", "akka.stdout-loglevel = off, akka.loglevel = off");
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "fails", () => throw new InvalidOperationException("no"));

        var run = shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance);

        Assert.Same(run, shutdown.Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance));
        await run;
        Assert.IsType<CoordinatedShutdown.ClrExitReason>(shutdown.ShutdownReason);
        await system.WhenTerminated;
    }

    [Fact]
    public void Phases_should_have_their_times()
    {
        var shutdown = CoordinatedShutdown.Get(ActorSystem.Create("times"));

        Assert.Equal(TimeSpan.FromSeconds(5), shutdown.Timeout(CoordinatedShutdown.PhaseServiceStop));
        Assert.Equal(TimeSpan.FromSeconds(10), shutdown.Timeout(CoordinatedShutdown.PhaseActorSystemTerminate));
        shutdown.System.Terminate();
    }

    [Fact]
    public async Task Failure_that_reaches_the_root_should_end_the_system()
    {
        var system = ActorSystem.Create("rooted", "akka { stdout-loglevel = off, loglevel = off, actor.guardian-supervisor-strategy = \"Akka.Actor.StoppingSupervisorStrategy\" }");
        var ended = new TaskCompletionSource();
        system.RegisterOnTermination(() => ended.SetResult());
        system.ActorOf(Props.Create(() => new Fails())).Tell("x");

        await system.Terminate();
        await ended.Task;
    }

    private sealed class Fails : UntypedActor
    {
        protected override void OnReceive(object message) => throw new InvalidOperationException("x");
    }
}
