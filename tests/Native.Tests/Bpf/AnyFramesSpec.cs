using System.Diagnostics;
using System.Globalization;
using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using Xunit.Abstractions;

namespace NetMonitor.Native.Tests.Bpf;

/// <summary>A million frames through each program, whatever they are: half of them without flows, half with.</summary>
public sealed class AnyFramesSpec(ITestOutputHelper output)
{
    private const int FramesPerWindow = 4096;

    /// <summary>Fewer where a frame takes a hundred times as long, as on an emulated machine.</summary>
    private static readonly int Frames =
        int.TryParse(Environment.GetEnvironmentVariable("LAB_ANY_FRAMES"), NumberStyles.None, CultureInfo.InvariantCulture, out var frames) ? frames : 500_000;

    [BpfTheory]
    [InlineData(NmNames.XdpProgram, false)]
    [InlineData(NmNames.XdpProgram, true)]
    [InlineData(NmNames.IngressProgram, false)]
    [InlineData(NmNames.IngressProgram, true)]
    [InlineData(NmNames.EgressProgram, false)]
    [InlineData(NmNames.EgressProgram, true)]
    public void Frame_should_be_counted_once_and_left_to_others_whatever_it_is(string program, bool flows)
    {
        var seed = Random.Shared.Next();
        var watch = Stopwatch.StartNew();
        using var ledger = new FrameLedger(program, flows);
        var any = new AnyFrames(seed, ledger.Longest);
        var began = ledger.Total.Packets;
        for (var (sent, refused) = (0, 0); sent < Frames;)
        {
            var frame = any.Next();
            if (!ledger.Takes(frame))
            {
                Assert.True(++refused < Frames, "the test run takes none of them");
                continue;
            }

            var fault = ledger.FaultOf(frame);
            if (++sent % FramesPerWindow == 0 || sent == Frames)
            {
                fault ??= ledger.FaultOfFlows();
            }

            Assert.True(fault is null, $"seed {seed}, frame {sent} of {frame.Length} bytes by {program}: {fault}: {Convert.ToHexString(frame)}");
        }

        output.WriteLine(
            $"seed {seed}: {ledger.Total.Packets - began} frames up to {ledger.Longest} bytes in {watch.Elapsed.TotalSeconds:F1} s; "
            + $"{ledger.InFlows} in flows, {ledger.Overflowed} in the overflow; {ledger.Understated} understate their length");
        Assert.Equal((ulong)Frames, ledger.Total.Packets - began);
        // Otherwise flows were not put to the test; a few frames cannot do that.
        Assert.True(!flows || Frames < 100_000 || (ledger.InFlows > (ulong)Frames / 8 && ledger.Overflowed > 0), $"{ledger.InFlows} in flows, {ledger.Overflowed} in the overflow");
    }
}
