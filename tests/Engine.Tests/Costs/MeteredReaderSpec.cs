using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Costs;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Readers;
using NetMonitor.Engine.Tests.Scripted;

namespace NetMonitor.Engine.Tests.Costs;

public sealed class MeteredReaderSpec
{
    private readonly CostMeter _meter = new(
        new DataPlaneSettings(ModePolicy.Auto, null, "/sys/fs/bpf"), TimeSpan.Zero, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<CostMeter>.Instance);

    [Fact]
    public void Everything_that_a_reader_can_be_asked_should_reach_the_metered_one()
    {
        var map = typeof(MeteredReader).GetInterfaceMap(typeof(IInterfaceReader));
        Assert.All(map.TargetMethods, method => Assert.Equal(typeof(MeteredReader), method.DeclaringType));
    }

    [Fact]
    public void Cost_of_a_reading_should_be_that_of_all_its_parts()
    {
        using var reader = Open(2);
        Assert.Null(Only().Read);

        // The scripted reader makes new readings, windows and flows each time, and never sleeps.
        reader.CloseWindow(() => { });
        _ = reader.Read();
        using var window = reader.TakeFlows("eth0");

        var cost = Only().Read!.Value;
        Assert.True(cost is { AllocatedBytes: > 200, Cpu.Ticks: > 0 }, cost.ToString());
        Assert.True(cost.Wait >= TimeSpan.Zero && cost.Wait < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Cost_should_be_of_the_last_reading_alone()
    {
        using var reader = Open(2);
        long Next()
        {
            reader.CloseWindow(() => { });
            _ = reader.Read();
            using var window = reader.TakeFlows("eth0");
            return Only().Read!.Value.AllocatedBytes;
        }

        _ = Next();
        Assert.InRange(Next(), 1, 2 * Next());
    }

    [Fact]
    public void Reader_that_ended_should_cost_nothing_and_not_take_its_successor_along()
    {
        var first = Open(2);
        using var second = Open(2);
        first.Dispose();
        Assert.Equal(2, Only().LinkIndex);
        second.Dispose();
        Assert.Empty(_meter.Nics);
    }

    [Fact]
    public void Measurement_should_end_where_there_is_no_program()
    {
        using var reader = Open(2);
        using var done = new ManualResetEventSlim();
        _meter.MeasurePrograms(done.Set);

        Assert.True(done.Wait(TimeSpan.FromSeconds(10)));
        Assert.Empty(Only().Programs);
    }

    private NicCost Only() => Assert.Single(_meter.Nics);

    private IInterfaceReader Open(int index) => _meter.Around(link => new ScriptedReader(link, new Generation(1), () => { }))(Links.Nic("eth0", index));
}
