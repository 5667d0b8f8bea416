using NetMonitor.Bench.OldVsNew;

namespace NetMonitor.Bench.Tests.OldVsNew;

public sealed class MachineTimeSpec
{
    [Fact]
    public void Time_should_be_idle_also_while_it_waits_for_disks_and_count_guests_once() =>
        Assert.Equal(new MachineTime(Busy: 10 + 20 + 30 + 60 + 70 + 80, Idle: 40 + 50), MachineTime.Parse("cpu  10 20 30 40 50 60 70 80 5 6"));

    [Fact]
    public void Share_should_be_of_the_time_between() =>
        Assert.Equal(0.25, (new MachineTime(130, 190) - new MachineTime(100, 100)).BusyShare);
}
