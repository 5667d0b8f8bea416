using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Snapshot;
using NetMonitor.Engine.Terminal;
using NetMonitor.Engine.Tests.Documents;
using NetMonitor.Engine.Tests.Flows;
using NetMonitor.Engine.Tests.Metrics;

namespace NetMonitor.Engine.Tests.Terminal;

public sealed class LiveFrameSpec
{
    private static readonly Uri Address = new("http://127.0.0.1:9460/");

    [Theory]
    [InlineData(80, false, "80.txt")]
    [InlineData(120, false, "120.txt")]
    [InlineData(80, true, "80-colours.txt")]
    [InlineData(40, false, "40.txt")]
    public void LiveFrame_should_look_as_agreed(int columns, bool hasColours, string golden) => Document.ShouldBe(
        $"tests/Engine.Tests/Terminal/{golden}",
        string.Concat(Frame(View(States()), columns, 24).Select(line => line.Rendered(hasColours).Replace('\e', '^') + "\n")));

    [Fact]
    public void LiveFrame_should_say_what_is_simulated()
    {
        var state = SampleHost.Counting with
        {
            Source = CountSource.Simulated,
            Attachment = new Attachment(new Generation(1), AttachMode.Simulated, "asked for"),
        };

        Assert.StartsWith("SIMULATED", Frame(View(state), 80, 24)[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Frame(View(States()), 80, 24), line => line.Text.Contains("SIMULATED", StringComparison.Ordinal));
    }

    [Fact]
    public void LiveFrame_should_count_each_packet_once_and_say_what_all_nics_have_where_it_is_more()
    {
        Assert.Contains("in 2d 03:04:05 counted: rx 100 packets, 64.0kB, tx 1 packets, 60B", Frame(View(SampleHost.Counting), 160, 24).Select(line => line.Text));
        Assert.Contains(
            "in 2d 03:04:05 counted: rx 100 packets, 64.0kB, tx 1 packets, 60B; on every NIC they cross: rx 140 packets, 68.0kB, tx 1 packets, 60B",
            Frame(View(SampleHost.Counting, SampleHost.Vlan), 160, 24).Select(line => line.Text));
    }

    [Fact]
    public void LiveFrame_should_say_how_much_of_the_traffic_is_in_flows_and_where_room_lacks()
    {
        var all = Frame(SampleFlows.View(), 120, 24).Select(line => line.Text);
        var good = SampleFlows.View() with { Shown = [.. SampleFlows.View().Shown.Where(one => one.State.Link.Name == "eth0")] };

        Assert.Contains("7 flows held; 99.96 % of all packets with a flow are in one; too little room on 2 NICs: net interfaces", all);
        Assert.Contains("7 flows held; 99.96 % of all packets with a flow are in one", Frame(good, 120, 24).Select(line => line.Text));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(10)]
    [InlineData(24)]
    [InlineData(400)]
    public void LiveFrame_should_fit_and_leave_no_nic_unmentioned(int rows)
    {
        var view = View([.. Enumerable.Range(0, 300).Select(nic => SampleHost.Counting with { Link = SampleHost.Counting.Link with { Name = $"eth{nic:d3}" } })]);
        var frame = Frame(view, 80, rows);
        var shown = frame.Count(line => line.Text.StartsWith("eth", StringComparison.Ordinal));
        var hidden = frame.Select(line => line.Text).FirstOrDefault(text => text.StartsWith("and ", StringComparison.Ordinal))?.Split(' ')[1] ?? "0";

        Assert.InRange(frame.Length, 5, Math.Max(5, rows - 1));
        Assert.Equal(300, shown + int.Parse(hidden, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(79)]
    [InlineData(80)]
    [InlineData(117)]
    [InlineData(118)]
    [InlineData(300)]
    public void No_line_should_reach_the_last_column(int columns) =>
        Assert.All(Frame(View(States()), columns, 24), line => Assert.InRange(line.Text.Length, 0, columns - 1));

    private static ImmutableArray<LiveLine> Frame(HostView view, int columns, int rows) => LiveFrame.Of(view, Address, new TerminalSize(columns, rows));

    private static HostView View(params InterfaceState[] states) =>
        HostView.Of("server1", SampleHost.Process, new TimeSpan(2, 3, 4, 5), SampleHost.Of(states), SampleHost.Now);

    private static InterfaceState[] States()
    {
        var busy = SampleHost.Counting with
        {
            Link = SampleHost.Counting.Link with { Name = "enp65s0f1np1v12" },
            Attachment = new Attachment(new Generation(4), AttachMode.Tcx, "asked for"),
            Rates = new InterfaceRates(new Rate(14_880_952, 9_999_999_999), new Rate(999.6, 1), 1, 0.004),
            Totals = new TrafficCounters(Traffic("tcp", 123_456_789_012), Traffic("udp", 41_152_263_004)),
        };
        var kernel = SampleHost.Counting with
        {
            Link = SampleHost.Counting.Link with { Name = "ppp0" },
            Attachment = new Attachment(new Generation(5), AttachMode.Kernel, "asked for"),
            Source = CountSource.Kernel,
            Rates = null,
        };
        var down = SampleHost.Failing with { Link = SampleHost.Failing.Link with { Name = "wg1" }, Condition = InterfaceCondition.Down, Reason = new string('x', 200) };
        return [SampleHost.Counting, busy, kernel, SampleHost.Failing, down];
    }

    private static DirectionCounters Traffic(string protocol, ulong packets)
    {
        var count = new Count(packets, packets * 1000);
        return DirectionCounters.Zero with
        {
            Total = count,
            Classes = DirectionCounters.Zero.Classes.SetItem(TrafficClass.Of(protocol, IpVersion.V6).Index, count),
        };
    }
}
