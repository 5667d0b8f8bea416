using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using static NetMonitor.Lab.Frame;

namespace NetMonitor.Native.Tests.Bpf;

/// <summary>Flows have places of their own also where their addresses differ in few bytes, as those of two subnets do.</summary>
public sealed class FlowSpreadSpec
{
    private const int Each = 64;
    private const int Slots = 4 * Each * Each;

    /// <summary>By chance 472 of 4,096 find their place taken: 16,384 x (1 - exp(-1/4)) places are. The seed is random and rarely a bad one (1,470
    /// was the most in 300 loads); where pairs of bytes collapse to their sum, it is 3,840 with any seed.</summary>
    private const ulong Most = 2500;

    [BpfTheory]
    [InlineData(4, 29, 33)]
    [InlineData(4, 28, 33)]
    [InlineData(6, 37, 53)]
    [InlineData(6, 29, 45)]
    [InlineData(6, 29, 37)]
    [InlineData(6, 45, 53)]
    [InlineData(6, 37, 45)]
    [InlineData(6, 29, 53)]
    public void Flows_should_spread_when_one_byte_in_each_of_two_places_differs(int version, int first, int second)
    {
        using var programs = FlowPrograms.Load(Slots, 1 << 20);
        var frame = (version == 4 ? Ethernet().IPv4().Icmp() : Ethernet().IPv6().Icmpv6()).Bytes;
        for (var flow = 0; flow < Each * Each; flow++)
        {
            frame[first] = (byte)(flow / Each);
            frame[second] = (byte)(flow % Each);
            programs.See(NmNames.XdpProgram, frame, []);
        }

        Assert.InRange(programs.Counters(0).Evicted, 1ul, Most);
    }
}
