using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NetMonitor.Lab;

/// <summary>The CPUs that this process may run on, by number.</summary>
public static unsafe class Cpus
{
    private const int Words = 16;
    private const int Bits = 64;

    /// <summary>Ascending.</summary>
    public static ImmutableArray<int> Allowed { get; } = Read();

    /// <summary>The calling thread stays on this one from now on: for threads that end with their work.</summary>
    public static void PinTo(int cpu)
    {
        var mask = stackalloc ulong[Words];
        new Span<ulong>(mask, Words).Clear();
        mask[cpu / Bits] = 1ul << (cpu % Bits);
        if (Interop.sched_setaffinity(0, Words * sizeof(ulong), mask) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"sched_setaffinity({cpu}): {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    private static ImmutableArray<int> Read()
    {
        var mask = stackalloc ulong[Words];
        new Span<ulong>(mask, Words).Clear();
        if (Interop.sched_getaffinity(0, Words * sizeof(ulong), mask) < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"sched_getaffinity: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        var allowed = ImmutableArray.CreateBuilder<int>();
        for (var cpu = 0; cpu < Words * Bits; cpu++)
        {
            if ((mask[cpu / Bits] & (1ul << (cpu % Bits))) != 0)
            {
                allowed.Add(cpu);
            }
        }

        return allowed.ToImmutable();
    }
}
