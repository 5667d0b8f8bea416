using System.Net.Sockets;
using NetMonitor.Core.Audit;
using NetMonitor.Core.Interfaces;
using Xunit.Abstractions;

namespace NetMonitor.Lab.Tests.Audit;

/// <summary>Where nothing is missing no reading says that something is, however much passes meanwhile.</summary>
public class AuditUnderTrafficSpec(ITestOutputHelper output)
{
    private const int Readings = 100;
    private const long Stream = 400_000_000;

    [BpfTheory("ip", "tc", "ethtool")]
    [InlineData("native", 1)]
    [InlineData("tcx", 1)]
    [InlineData("tc", 1)]
    [InlineData("native", 2)]
    [InlineData("tcx", 2)]
    public async Task Audit_should_find_no_error_at_full_rate(string mode, int queues)
    {
        using var lab = VethLab.Create(new VethOptions { Queues = queues }, "eth1");
        var sources = Cpus.Allowed.Select(cpu => (Cpu: cpu, ToHost: new EndlessFrames(), FromHost: new EndlessFrames())).ToList();
        using var sender = ParallelSender.Start(lab["eth1"], [.. sources.Select(one => new SenderLoad(one.Cpu, one.ToHost, one.FromHost))]);

        // Attached while packets pass: what it begins with is a bracket too.
        using var nic = new AuditedNic(lab, mode);
        var first = await nic.ReadAsync();
        var (rx, tx) = await ReadAll(nic, () => true);
        sources.ForEach(one =>
        {
            one.ToHost.End();
            one.FromHost.End();
        });
        sender.Finish();
        var quiet = await nic.SettledAsync();
        Say(mode, first, quiet, rx, tx);

        Assert.All(rx, one => Assert.Equal(0, one.Error));
        Assert.Equal((0, 0), (quiet.Rx.Error, quiet.Rx.Rebases));
        Assert.Equal((0UL, 0UL), (quiet.Rx.Width, quiet.Tx.Width));
        AssertIsWhatTheDriverDropped(tx, quiet.Tx);
        Assert.True(quiet.Rx.Compared > 100_000, $"only {quiet.Rx.Compared} packets were compared");
    }

    [BpfTheory("ip", "tc", "ethtool")]
    [InlineData("native", "tso on gso on")]
    [InlineData("tcx", "tso on gso on")]
    [InlineData("tc", "tso on gso on")]
    [InlineData("native", "tso off gso off")]
    [InlineData("tcx", "tso off gso off")]
    [InlineData("tc", "tso off gso off")]
    [InlineData("tcx", "tso on gso on gro on")]
    [InlineData("tcx", "tso off gso off gro on")]
    public async Task Audit_should_find_no_error_while_streams_pass(string mode, string features)
    {
        using var lab = VethLab.Create(new VethOptions { Addresses = true, Features = features }, "eth1");
        using var nic = new AuditedNic(lab, mode);
        var first = await nic.ReadAsync();
        var (host, wire) = (lab["eth1"].Host, lab["eth1"].Wire);
        var streams = Task.WhenAll(
            Task.Run(() => TcpTransfer.RunAsync(host, wire, Stream)), Task.Run(() => TcpTransfer.RunAsync(wire, host, Stream, AddressFamily.InterNetworkV6)));
        var (rx, tx) = await ReadAll(nic, () => !streams.IsCompleted);
        await streams;
        var quiet = await nic.SettledAsync();
        Say($"{mode}, {features}", first, quiet, rx, tx);

        Assert.All(rx, one => Assert.Equal(0, one.Error));
        Assert.Equal(0, quiet.Rx.Error);
        AssertIsWhatTheDriverDropped(tx, quiet.Tx);
    }

    private static async Task<(List<DirectionAudit> Rx, List<DirectionAudit> Tx)> ReadAll(AuditedNic nic, Func<bool> goesOn)
    {
        var (rx, tx) = (new List<DirectionAudit>(), new List<DirectionAudit>());
        while (rx.Count < Readings && goesOn())
        {
            var audit = (await nic.ReadAsync()).Audit!;
            rx.Add(audit.Rx);
            tx.Add(audit.Tx);
        }

        return (rx, tx);
    }

    /// <summary>A veth drops what its peer has no room for, and says how many: that is an error, and the only one.</summary>
    private static void AssertIsWhatTheDriverDropped(List<DirectionAudit> tx, DirectionAudit quiet)
    {
        var dropped = quiet.Explanations.Where(one => one.Cause == AuditCause.DriverDrops).Sum(one => (long)one.Packets!);
        Assert.Equal(dropped, quiet.Error);
        Assert.All(tx, one => Assert.InRange(one.Error, 0, dropped));
        Assert.DoesNotContain(quiet.Explanations, one => one.Cause == AuditCause.Unexplained && one.Packets is not null);
    }

    private void Say(string what, InterfaceReading first, InterfaceAudit quiet, List<DirectionAudit> rx, List<DirectionAudit> tx)
    {
        output.WriteLine($"{what}: {rx.Count} readings; first width rx {first.Audit!.Rx.Width} tx {first.Audit.Tx.Width}");
        foreach (var (all, end) in new[] { (rx, quiet.Rx), (tx, quiet.Tx) })
        {
            output.WriteLine($"  {end.Direction}: {end.Compared} compared, error {end.Error}, in units of {end.Unit}; at most {all.Max(one => one.Width)} uncertain, {end.Width} when quiet; "
                + $"{all.Count(one => one.Newest != 0)} readings alone disagreed, by {all.Min(one => one.Newest)} to {all.Max(one => one.Newest)}; {AuditWords.Of(end.Explanations)}");
        }
    }
}
