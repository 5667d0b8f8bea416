using System.Diagnostics;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf;

/// <summary>Asks the kernel for its jiffies in the way our programs do: a program that does nothing else is run on demand. It is attached to nothing;
/// files that tell them need CAP_SYS_ADMIN, or are not there.</summary>
public sealed unsafe class JiffiesSource : IDisposable
{
    private const string Name = "nm_jiffies";

    /// <summary>The least that the kernel takes for a packet: an Ethernet header.</summary>
    private const int FrameLength = 14;

    /// <summary>struct bpf_insn, linux/bpf.h, of which operation and immediate matter here: call bpf_jiffies64 (118), exit.</summary>
    private static readonly ulong[] Instructions = [Instruction(0x85, 118), Instruction(0x95, 0)];

    private readonly DescriptorHandle _program;
    private readonly byte[] _frame = new byte[FrameLength];

    private JiffiesSource(DescriptorHandle program) => _program = program;

    /// <summary>One jiffy in nanoseconds, as the kernel says: the resolution of its coarse clocks (man 2 clock_getres).</summary>
    public static long TickNanoseconds => Libc.CoarseResolution();

    /// <exception cref="BpfException">The kernel does not take the program.</exception>
    public static JiffiesSource Load()
    {
        fixed (ulong* instructions = Instructions)
        {
            var descriptor = Libbpf.LoadProgram(
                BpfConstants.BPF_PROG_TYPE_SCHED_CLS, Name, "Dual BSD/GPL", instructions, (nuint)Instructions.Length, null);
            return descriptor >= 0
                ? new JiffiesSource(new DescriptorHandle(descriptor))
                : throw new BpfException(ProgramCheck.LoadOperation, Name, (Errno)(-descriptor), LikelyCause.OfLoad((Errno)(-descriptor)));
        }
    }

    /// <exception cref="BpfException">The program could not be run.</exception>
    public JiffiesSample Read()
    {
        ObjectDisposedException.ThrowIf(_program.IsClosed, this);
        fixed (byte* frame = _frame)
        {
            var options = new TestRunOptions
            {
                Sz = (nuint)sizeof(TestRunOptions),
                DataIn = frame,
                DataSizeIn = FrameLength,
                Repeat = 1,
            };
            var result = Libbpf.TestRun(_program.Descriptor, &options);
            return result >= 0
                ? new JiffiesSample(options.Retval, Stopwatch.GetTimestamp())
                : throw new BpfException("run the program", Name, (Errno)(-result), "");
        }
    }

    public void Dispose() => _program.Dispose();

    private static ulong Instruction(byte operation, uint immediate) =>
        BitConverter.IsLittleEndian ? operation | (ulong)immediate << 32 : (ulong)operation << 56 | immediate;
}
