using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;

namespace NetMonitor.Lab.Tests.Readers;

/// <summary>The room for flows is changed while packets pass: none is lost, none is counted twice.</summary>
public sealed class FlowResizeSpec
{
    private const int Burst = 61;

    [BpfTheory]
    [InlineData(ModePolicy.Native)]
    [InlineData(ModePolicy.Tcx)]
    [InlineData(ModePolicy.Tc)]
    public async Task Totals_and_flows_should_be_exact_when_the_table_changes_under_traffic(ModePolicy mode)
    {
        using var lab = VethLab.Create("eth1");
        using var plane = new LabDataPlane(lab.Host, mode, LabDataPlane.SomeFlows);
        using var reader = new InNamespaceReader(lab.Host, plane.Open(plane.ListLinks().Single()));
        using var traffic = new Traffic(lab["eth1"]);
        var (rx, tx, taken) = (FlowAccount.Empty, FlowAccount.Empty, 0UL);
        var previous = await ReadNext(reader);
        for (var change = 0; change < 10; change++)
        {
            var slots = 1024 << (change % 4);
            await traffic.GoOn();
            reader.ChangeFlows(slots);
            Assert.Equal(slots, reader.Attachment.Flows.Slots);
            await traffic.GoOn();
            var reading = await ReadNext(reader);
            Assert.True(reading.Counters.Covers(previous.Counters));
            previous = reading;
            Add();
        }

        var (toHost, fromHost) = traffic.End();
        var counted = reader.Finish().Counters;
        Add();
        Assert.Equal((toHost, fromHost), (counted.Rx.Total.Packets, counted.Tx.Total.Packets));
        Assert.Equal((counted.Rx.Total, counted.Tx.Total), (rx.Total, tx.Total));
        Assert.All([rx, tx], account => Assert.Empty(FlowCoverage.Of(account).Differences));
        Assert.Equal(toHost + fromHost, taken + FlowCoverage.Of(rx + tx).Overflow.Packets);
        Assert.True(toHost > 20 * Burst && fromHost > 20 * Burst);

        void Add()
        {
            using var window = reader.TakeFlows("eth1");
            foreach (var flow in window is null ? [] : window.Flows)
            {
                taken += flow.Counts.Packets;
            }

            (rx, tx) = (rx + (window?.Rx ?? FlowAccount.Empty), tx + (window?.Tx ?? FlowAccount.Empty));
        }
    }

    [BpfFact]
    public async Task Packets_should_be_exact_when_flows_are_switched_off_and_on_again()
    {
        using var lab = VethLab.Create("eth1");
        using var plane = new LabDataPlane(lab.Host, ModePolicy.Tcx, LabDataPlane.SomeFlows);
        using var reader = new InNamespaceReader(lab.Host, plane.Open(plane.ListLinks().Single()));
        using var traffic = new Traffic(lab["eth1"]);
        var (inWindows, whileOff) = (0UL, 0UL);
        foreach (var slots in new[] { 0, 4096, 0, 1024 })
        {
            await traffic.GoOn();
            reader.ChangeFlows(slots);
            Assert.Equal(slots, reader.Attachment.Flows.Slots);
            await traffic.GoOn();
            for (var bank = 0; bank < 2; bank++)
            {
                _ = await ReadNext(reader);
                using var window = reader.TakeFlows("eth1");
                Assert.All([window?.Rx ?? FlowAccount.Empty, window?.Tx ?? FlowAccount.Empty], account => Assert.Empty(FlowCoverage.Of(account).Differences));
                inWindows += (window?.Rx.Total.Packets ?? 0) + (window?.Tx.Total.Packets ?? 0);
                whileOff += slots == 0 && bank == 1 && window is not null && window.Flows.IsEmpty ? 1UL : 0;
            }
        }

        var (toHost, fromHost) = traffic.End();
        var counted = reader.Finish().Counters;
        using var rest = reader.TakeFlows("eth1");
        inWindows += (rest?.Rx.Total.Packets ?? 0) + (rest?.Tx.Total.Packets ?? 0);
        Assert.Equal((toHost, fromHost), (counted.Rx.Total.Packets, counted.Tx.Total.Packets));
        Assert.InRange(inWindows, 4UL * Burst, toHost + fromHost - 2 * Burst);
        Assert.Equal(0UL, whileOff);
    }

    private static async Task<InterfaceReading> ReadNext(InNamespaceReader reader)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        reader.CloseWindow(() => closed.TrySetResult());
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        return reader.Read();
    }

    /// <summary>Both ways, without a pause, each burst of other flows; never more under way than a veth with XDP on it queues.</summary>
    private sealed class Traffic : IDisposable
    {
        private const int MostBursts = 20_000;

        private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

        private readonly VethNic _nic;
        private readonly ulong _before;
        private readonly Task _task;
        private long _bursts;
        private volatile bool _stop;

        public Traffic(VethNic nic)
        {
            _nic = nic;
            _before = nic.Host.Statistics().RxPackets;
            _task = Task.Factory.StartNew(Send, TaskCreationOptions.LongRunning);
        }

        public Task GoOn()
        {
            var wanted = Interlocked.Read(ref _bursts) + 2;
            return Eventually.TrueAsync(
                () => Task.FromResult(_task.IsCompleted ? throw new InvalidOperationException("no traffic any more", _task.Exception) : Interlocked.Read(ref _bursts) >= wanted),
                "two more bursts");
        }

        /// <summary>Packets to the host and from it, all of which have passed.</summary>
        public (ulong ToHost, ulong FromHost) End()
        {
            _stop = true;
            _task.GetAwaiter().GetResult();
            var packets = (ulong)_bursts * Burst;
            Eventually.True(() => Arrived() >= packets, "all packets arrived");
            return (packets, packets);
        }

        public void Dispose()
        {
            _stop = true;
            Assert.True(((IAsyncResult)_task).AsyncWaitHandle.WaitOne(Bound));
        }

        private void Send()
        {
            using var toHost = _nic.Wire.OpenInjector();
            using var fromHost = _nic.Host.OpenInjector();
            for (var burst = 0UL; !_stop && burst < MostBursts; burst++)
            {
                for (ushort flow = 0; flow < Burst; flow++)
                {
                    var frame = Frame.Ethernet().IPv4().Udp((ushort)(burst + 1), (ushort)(flow + 1));
                    toHost.Send(frame);
                    fromHost.Send(frame);
                }

                Eventually.True(() => Arrived() >= burst * Burst, "the burst before arrived");
                Interlocked.Increment(ref _bursts);
            }
        }

        private ulong Arrived() => _nic.Host.Statistics().RxPackets - _before;
    }
}
