using NetMonitor.Native.Bpf;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Bench;

/// <summary>Runs a program on one frame, or on that frame with the source address of a random one of many flows.</summary>
/// <remarks>A program of ours writes the address and goes on to the measured one by a tail call: so the measured program is the
/// product's own, unchanged, and the floor is reached in the same way. Frames from user space would cost a system call
/// each, and live frames (BPF_F_TEST_XDP_LIVE_FRAMES) pass through a real NIC's queue, exist for XDP only, and cost more than what is to be
/// measured.</remarks>
internal sealed unsafe class FlowSource : IDisposable
{
    private readonly BpfObject? _variation;

    /// <param name="flows">A power of two; with 1 the frame is as it is given, and the program is run directly.</param>
    public FlowSource(int flows)
    {
        Flows = flows;
        _variation = flows > 1 ? BenchObject.Variation(flows) : null;
    }

    public int Flows { get; }

    /// <summary>The next runs of this hook are this program's.</summary>
    /// <returns>What is to be run.</returns>
    public int Aim(string hook, int program)
    {
        if (_variation is null)
        {
            return program;
        }

        var kind = hook == "xdp" ? "xdp" : "tc";
        var index = 0;
        var result = Libbpf.UpdateMap(_variation.MapDescriptor($"bench_{kind}_target"), &index, &program, 0);
        return result == 0
            ? _variation.ProgramDescriptor($"bench_vary_{kind}")
            : throw new BpfException("aim at the program", hook, (Errno)(-result), "its kind is another one");
    }

    /// <returns>Nanoseconds of the calling thread's processor time per packet.</returns>
    public static double Run(int program, ReadOnlySpan<byte> frame, int repeats)
    {
        Span<byte> back = stackalloc byte[2048];
        fixed (byte* input = frame, output = back)
        {
            var options = new TestRunOptions
            {
                Sz = (nuint)sizeof(TestRunOptions),
                DataIn = input,
                DataSizeIn = (uint)frame.Length,
                DataOut = output,
                DataSizeOut = (uint)back.Length,
                Repeat = repeats,
            };
            var began = Libc.ThreadCpuNanoseconds();
            var result = Libbpf.TestRun(program, &options);
            var elapsed = Libc.ThreadCpuNanoseconds() - began;
            return result == 0 && (int)options.Retval is 2 or -1
                ? (double)elapsed / repeats
                : throw new BpfException("run the program", $"a frame of {frame.Length} bytes", (Errno)(-result), $"it returned {(int)options.Retval}");
        }
    }

    public void Dispose() => _variation?.Dispose();
}
