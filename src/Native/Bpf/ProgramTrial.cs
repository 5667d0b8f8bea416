using NetMonitor.Native.Abi;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf;

/// <summary>What a run of a program takes more than a run of one that does nothing, found out with a copy that has maps of its own and is attached to
/// nothing: no counter of any NIC hears of it.</summary>
/// <remarks>One frame, one flow, everything in the CPU's caches: many flows cost more. Test runs need no more rights than loading does.</remarks>
public static unsafe class ProgramTrial
{
    /// <summary>Of each round: some milliseconds, of which the kernel's preparations are a small part.</summary>
    private const int Repeats = 50_000;

    private const int Rounds = 5;

    /// <summary>XDP_PASS, linux/bpf.h.</summary>
    private const int Pass = 2;

    /// <summary>TC_ACT_UNSPEC, linux/pkt_cls.h.</summary>
    private const int Unspecified = -1;

    private static readonly FlowTableSize SmallTable = new(1024, 4096 * 16);

    /// <param name="program">One of <see cref="NmNames"/>.</param>
    /// <param name="frame">What it is run on, from the first byte that the device's packets have.</param>
    /// <param name="withFlows">As on the NIC that is asked about.</param>
    /// <returns>The difference of the least of some rounds, which take turns.</returns>
    /// <exception cref="BpfException">It cannot be loaded or run.</exception>
    public static TrialRun Run(ObjectImage image, string program, bool hasEthernet, bool withFlows, ReadOnlySpan<byte> frame)
    {
        using var copy = NicPrograms.Load(image, hasEthernet, withFlows ? SmallTable : null, program);
        using var floor = LoadFloor(program == NmNames.XdpProgram);
        var (least, leastOfFloor) = (long.MaxValue, long.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            leastOfFloor = Math.Min(leastOfFloor, ProgramRun.Of(floor.Descriptor, frame, repeat: Repeats).CpuNanoseconds);
            least = Math.Min(least, ProgramRun.Of(copy.Descriptor(program), frame, repeat: Repeats).CpuNanoseconds);
        }

        return new TrialRun((double)least / Repeats, (double)leastOfFloor / Repeats, Rounds * Repeats);
    }

    /// <summary>r0 = the verdict of a program that leaves the packet alone; exit.</summary>
    private static DescriptorHandle LoadFloor(bool isXdp)
    {
        const string Name = "nm_floor";
        ulong[] program = [Instruction(0xb7, isXdp ? Pass : Unspecified), Instruction(0x95, 0)];
        fixed (ulong* instructions = program)
        {
            var descriptor = Libbpf.LoadProgram(
                isXdp ? BpfConstants.BPF_PROG_TYPE_XDP : BpfConstants.BPF_PROG_TYPE_SCHED_CLS, Name, "Dual BSD/GPL", instructions, (nuint)program.Length, null);
            return descriptor >= 0
                ? new DescriptorHandle(descriptor)
                : throw new BpfException(ProgramCheck.LoadOperation, Name, (Errno)(-descriptor), LikelyCause.OfLoad((Errno)(-descriptor)));
        }
    }

    /// <summary>struct bpf_insn, linux/bpf.h, of which operation and immediate matter here.</summary>
    private static ulong Instruction(byte operation, int immediate) => BitConverter.IsLittleEndian
        ? operation | (ulong)(uint)immediate << 32
        : (ulong)operation << 56 | (uint)immediate;
}
