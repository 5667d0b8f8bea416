using System.Runtime.InteropServices;
using NetMonitor.Lab;
using NetMonitor.Native.Abi;

namespace NetMonitor.Native.Tests.Bpf;

/// <summary>The way of plain frames is a second parser. What decides is the other one, which a frame to a group address takes: so the
/// two must agree on a frame and on the same frame with the group bit.</summary>
public sealed class PlainFramesSpec
{
    [BpfTheory]
    [InlineData(NmNames.IngressProgram, 20_000, 1)]
    [InlineData(NmNames.EgressProgram, 20_000, 2)]
    [InlineData(NmNames.XdpProgram, 20_000, 3)]
    public void Frame_should_be_counted_alike_by_both_ways(string program, int frames, int seed)
    {
        using var programs = FlowPrograms.Load(1);
        var mutated = new MutatedFrames(seed);
        var (flows, tagged, flags) = (0, 0, 0);
        for (var i = 0; i < frames; i++)
        {
            var frame = mutated.Next();
            var plain = Seen(programs, program, frame);
            var general = Seen(programs, program, [(byte)(frame[0] | 1), .. frame[1..]]);

            Assert.True(general.Groups == 1 && plain.Groups == 0, "the group bit decides");
            Assert.True(general.Cells.AsSpan().SequenceEqual(plain.Cells), $"frame {i} by {program}: counted differently: {Convert.ToHexString(frame)}");
            Assert.True(Equals(general.Flow, plain.Flow), $"frame {i} by {program}: {plain.Flow} and not {general.Flow}: {Convert.ToHexString(frame)}");
            flows += plain.Flow is null ? 0 : 1;
            tagged += plain.Flow is { Vlan: > 0 } ? 1 : 0;
            flags += plain.Flow is { Flags: > 0 } ? 1 : 0;
        }

        // Otherwise they agreed about nothing.
        Assert.True(flows > frames / 2 && tagged > frames / 5 && flags > frames / 20, $"{flows} flows, {tagged} with a tag, {flags} with flags");
    }

    /// <summary>And by both hooks.</summary>
    [BpfFact]
    public void Frame_should_be_counted_alike_by_xdp_and_tc()
    {
        using var programs = FlowPrograms.Load(1);
        var mutated = new MutatedFrames(seed: 4);
        for (var i = 0; i < 20_000; i++)
        {
            var frame = mutated.Next();
            var xdp = Seen(programs, NmNames.XdpProgram, frame);
            var tc = Seen(programs, NmNames.IngressProgram, frame);

            Assert.True(xdp.Cells.AsSpan().SequenceEqual(tc.Cells), $"frame {i}: counted differently: {Convert.ToHexString(frame)}");
            Assert.True(Equals(xdp.Flow, tc.Flow), $"frame {i}: {xdp.Flow} and {tc.Flow}: {Convert.ToHexString(frame)}");
        }
    }

    private static Sight Seen(FlowPrograms programs, string program, byte[] frame)
    {
        programs.Clear();
        programs.See(program, frame, []);
        var counters = programs.Counters(0);
        var groups = counters.Broadcast + counters.Multicast;
        (counters.Broadcast, counters.Multicast) = (0, 0);
        return new Sight(
            MemoryMarshal.Cast<NmCounters, ulong>(MemoryMarshal.CreateReadOnlySpan(in counters, 1)).ToArray(),
            groups,
            programs.Flows(0).Select(flow => new Flow(
                KeyOf(flow), flow.Packets, flow.Bytes, flow.IpBytes, flow.Smallest, flow.Largest, flow.Vlan, flow.TcpFlags, flow.Dscp))
                .SingleOrDefault());
    }

    private static string KeyOf(NmFlow flow) => Convert.ToHexString(MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in flow.Key, 1)));

    /// <summary>Without the times, which differ.</summary>
    private sealed record Flow(
        string Key, ulong Packets, ulong Bytes, ulong IpBytes, ushort Smallest, ushort Largest, ushort Vlan, byte Flags, byte Dscp);

    private readonly record struct Sight(ulong[] Cells, ulong Groups, Flow? Flow);
}
