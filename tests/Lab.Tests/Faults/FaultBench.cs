using System.Collections.Concurrent;
using System.Diagnostics;
using Akka.Actor;
using Akka.Configuration;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Actors.Tree;
using NetMonitor.Core.Host;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Configuration;
using NetMonitor.Engine.Readers;
using NetMonitor.Lab.Tests.Readers;

namespace NetMonitor.Lab.Tests.Faults;

/// <summary>The product's actors and readers on a lab's NICs, every snapshot watched, and a way to each reader's weak spots.</summary>
internal sealed class FaultBench : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    /// <summary>Every attachment ends a row of failures, so that the wait does not grow.</summary>
    private static readonly InterfaceSettings Settings = new(
        TimeSpan.FromMilliseconds(100),
        new RestartSettings(new Backoff(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(100), 0.2), DownAfter: 1000, TimeSpan.Zero));

    private readonly NetworkNamespace _home;
    private readonly LabDataPlane _plane;
    private readonly HostSnapshotBoard _board = new();
    private readonly ActorBoard _actors = new();
    private readonly ConcurrentDictionary<string, (BpfInterfaceReader Bpf, FaultyReader Faulty)> _readers = new();
    private readonly ActorSystem _system;

    public FaultBench(VethLab lab, ModePolicy mode, int seed)
    {
        _home = lab.Host;
        _plane = new LabDataPlane(_home, mode);
        _system = ActorSystem.Create("faults", ConfigurationFactory.ParseString("akka.loglevel = OFF").WithFallback(ReferenceConfiguration.Config));
        var random = new Random(seed);
        var host = _system.ActorOf(HostAggregator.PropsFor(_board), "host");
        var watch = _system.ActorOf(Props.Create(() => new SnapshotWatch(host, () => _board.Current, Laws.Check)), "watch");
        var supervisor = _system.ActorOf(
            InterfaceSupervisor.PropsFor(Settings, Open, watch, ActorRefs.Nobody, static _ => { }, TimeProvider.System, random.NextDouble, _actors), "interfaces");
        supervisor.Tell(new TrackInterfaces(_plane.ListLinks()));
        Eventually.True(() => lab.Nics.All(nic => Current.Interfaces.ContainsKey(nic.Name) && Counts(nic.Name)), "every NIC counts", Bound);
    }

    public SnapshotLaws Laws { get; } = new();

    public HostSnapshot Current => _board.Current;

    public InterfaceState this[string nic] => Current.Interfaces[nic];

    public IReadOnlyList<uint> AttachedIds(string nic) => _readers[nic].Bpf.AttachedIds;

    /// <summary>Does it, and returns when the NIC counts packets again by an attachment that is new in every part.</summary>
    public void Inflict(Fault fault, string nic, Random random)
    {
        var (reader, _) = _readers[nic];
        var ids = reader.AttachedIds;
        var generation = reader.Attachment.Generation;
        var descriptor = reader.Programs.CountersDescriptor;
        Do(fault, nic, random);
        Eventually.True(
            () => this[nic].Attachment?.Generation.Value > generation.Value && Counts(nic) && HasCountedPackets(nic),
            $"{nic} counts again after {fault}",
            Bound);
        Assert.Equal(KindOf(fault), _actors.Current.Single(actor => actor.InterfaceName == nic).LastFailure?.Kind);
        Assert.Empty(AttachedIds(nic).Intersect(ids));
        Assert.Equal(ids.Count, AttachedIds(nic).Count);
        if (fault == Fault.ReplacedMap)
        {
            Assert.Equal("/dev/null", ForeignHand.FileOf(descriptor));
            ForeignHand.Close(descriptor);
        }
    }

    /// <summary>Returns when each NIC was read well after this call, so that all that passed before is in its totals.</summary>
    public void AwaitReadings()
    {
        var now = new MonotonicTime(Stopwatch.GetTimestamp());
        Eventually.True(
            () => Current.Interfaces.All(nic => Counts(nic.Key) && nic.Value.ReadAt is { } readAt && readAt - now > 3 * Settings.Interval),
            "every NIC read again",
            Bound);
    }

    public async ValueTask DisposeAsync()
    {
        await _system.Terminate();
        _plane.Dispose();
    }

    private static string KindOf(Fault fault) => fault switch
    {
        Fault.Failure => "read",
        Fault.Surprise => "fault",
        Fault.ClosedMap or Fault.ReplacedMap => "mapgone",
        _ => "severed",
    };

    private bool Counts(string nic) => this[nic] is { Condition: InterfaceCondition.Counting, Attachment: not null };

    private bool HasCountedPackets(string nic) =>
        this[nic] is { Attachment: { } attachment, History.LastReading: { } last }
        && last.Generation == attachment.Generation
        && last.Counters is { Rx.Total.Packets: > 0, Tx.Total.Packets: > 0 };

    private FaultyReader Open(LinkDescription link)
    {
        var bpf = _plane.Open(link);
        var faulty = new FaultyReader(new InNamespaceReader(_home, bpf));
        _readers[link.Name] = (bpf, faulty);
        return faulty;
    }

    private void Do(Fault fault, string nic, Random random)
    {
        var (bpf, faulty) = _readers[nic];
        switch (fault)
        {
            case Fault.Failure:
                faulty.ThrowAtNextRead(new InterfaceFailure(nic, FailureKind.Read, "thrown by the test"));
                break;
            case Fault.Surprise:
                faulty.ThrowAtNextRead(new InvalidOperationException("thrown by the test"));
                break;
            case Fault.ClosedMap:
                ForeignHand.Close(bpf.Programs.CountersDescriptor);
                break;
            case Fault.ReplacedMap:
                ForeignHand.Replace(bpf.Programs.CountersDescriptor);
                break;
            case Fault.Severed when bpf.Attachment.Mode == AttachMode.Tc:
                _ = _home.Exec("tc", "filter", "del", "dev", nic, random.Next(2) == 0 ? "ingress" : "egress").Require();
                break;
            case Fault.Severed:
                ForeignHand.DetachLink(bpf.AttachedIds[random.Next(bpf.AttachedIds.Count)]);
                break;
            case Fault.Uprooted when bpf.Attachment.Mode == AttachMode.Tc:
                _ = _home.Exec("tc", "qdisc", "del", "dev", nic, "clsact").Require();
                break;
            default:
                foreach (var id in bpf.AttachedIds)
                {
                    ForeignHand.DetachLink(id);
                }

                break;
        }
    }
}
