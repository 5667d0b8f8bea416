using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf;

/// <summary>Runs a loaded program on a given frame (BPF_PROG_TEST_RUN), without a NIC. Map updates are real.</summary>
/// <param name="Verdict">What the program returned.</param>
/// <param name="CpuNanoseconds">What all repetitions cost the calling thread. Not wall time: the kernel sleeps some milliseconds before it runs
/// an XDP program. Not the kernel's own figure: that is whole nanoseconds per packet.</param>
internal readonly unsafe record struct ProgramRun(int Verdict, long CpuNanoseconds)
{
    /// <param name="context">A struct __sk_buff for TC programs; empty for none.</param>
    public static ProgramRun Of(int program, ReadOnlySpan<byte> frame, ReadOnlySpan<byte> context = default, int repeat = 1)
    {
        // Room for the frame to come back in: XDP's answer may not be cut short.
        Span<byte> copy = new byte[frame.Length];
        fixed (byte* input = frame, output = copy, contextInput = context)
        {
            var options = new TestRunOptions
            {
                Sz = (nuint)sizeof(TestRunOptions),
                DataIn = input,
                DataSizeIn = (uint)frame.Length,
                DataOut = output,
                DataSizeOut = (uint)copy.Length,
                CtxIn = context.IsEmpty ? null : contextInput,
                CtxSizeIn = (uint)context.Length,
                Repeat = repeat,
            };
            var began = Libc.ThreadCpuNanoseconds();
            var result = Libbpf.TestRun(program, &options);
            var elapsed = Libc.ThreadCpuNanoseconds() - began;
            if (result < 0)
            {
                throw new BpfException("run the program", $"a frame of {frame.Length} bytes", (Errno)(-result), "");
            }

            if (!copy.SequenceEqual(frame))
            {
                throw new BpfException("run the program", $"a frame of {frame.Length} bytes", Errno.EPROTO, "the program changed the frame");
            }

            return new ProgramRun((int)options.Retval, elapsed);
        }
    }
}
