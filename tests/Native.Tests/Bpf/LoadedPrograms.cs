using System.Runtime.InteropServices;
using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Native.Tests.Bpf;

/// <summary>All programs, loaded once and attached to nothing; counts one frame at a time.</summary>
public sealed class LoadedPrograms : IDisposable
{
    private readonly Lazy<NicPrograms> _programs = new(() => NicPrograms.Load(
        ObjectImage.Read(LabPaths.BpfObject), hasEthernet: true, NmNames.XdpProgram, NmNames.IngressProgram, NmNames.EgressProgram));

    private readonly Lock _oneAtATime = new();

    internal (int Verdict, NmCounters Rx, NmCounters Tx) Count(string program, byte[] frame, SkbContext? context = null)
    {
        var programs = _programs.Value;
        lock (_oneAtATime)
        {
            Clear(programs);
            var run = ProgramRun.Of(programs.Descriptor(program), frame, context is { } given ? given.Bytes : []);
            programs.Sum(NmDirection.Rx, programs.ActiveBank, out var rx);
            programs.Sum(NmDirection.Tx, programs.ActiveBank, out var tx);
            return (run.Verdict, rx, tx);
        }
    }

    public void Dispose()
    {
        if (_programs.IsValueCreated)
        {
            _programs.Value.Dispose();
        }
    }

    private static void Clear(NicPrograms programs)
    {
        for (var slot = 0; slot < programs.Counters.Count; slot++)
        {
            programs.Counters[slot] = default;
        }
    }

    /// <summary>The members of struct __sk_buff that a test run accepts and that we read.</summary>
    internal readonly record struct SkbContext(uint WireLength, uint Segments, uint SegmentBytes)
    {
        private const int Size = 192;

        public byte[] Bytes
        {
            get
            {
                var bytes = new byte[Size];
                MemoryMarshal.Write(bytes.AsSpan(160), WireLength);
                MemoryMarshal.Write(bytes.AsSpan(164), Segments);
                MemoryMarshal.Write(bytes.AsSpan(176), SegmentBytes);
                return bytes;
            }
        }
    }
}
