using System.Diagnostics;
using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace NetMonitor.Standins.Tests.Actors;

public sealed class SchedulerSpec : TestKit
{
    [Fact]
    public void Nothing_should_fire_early()
    {
        var start = Stopwatch.GetTimestamp();
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(120), TestActor, "now", ActorRefs.NoSender);

        ExpectMsg("now");

        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(120));
    }

    [Fact]
    public void Repeated_message_should_come_until_cancelled()
    {
        var schedule = Sys.Scheduler.ScheduleTellRepeatedlyCancelable(TimeSpan.Zero, TimeSpan.FromMilliseconds(20), TestActor, "tick", ActorRefs.NoSender);

        ReceiveN(3);
        schedule.Cancel();
        ReceiveWhile<object>(message => message, TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(100));
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Negative_delay_and_zero_interval_should_be_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(-1), TestActor, "x", ActorRefs.NoSender));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sys.Scheduler.ScheduleTellRepeatedly(TimeSpan.Zero, TimeSpan.Zero, TestActor, "x", ActorRefs.NoSender));
    }

    [Fact]
    public void Action_should_run()
    {
        var done = new TaskCompletionSource();
        Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromMilliseconds(1), () => done.SetResult());

        AwaitCondition(() => done.Task.IsCompleted, TimeSpan.FromSeconds(5));
    }
}
