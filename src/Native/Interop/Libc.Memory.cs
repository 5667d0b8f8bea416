using System.Runtime.InteropServices;

namespace NetMonitor.Native.Interop;

/// <summary>Memory mappings, descriptors, clocks, and system calls without a wrapper, names as in C (man 2).</summary>
internal static unsafe partial class Libc
{
    public const int PROT_READ = 1;
    public const int PROT_WRITE = 2;
    public const int MAP_SHARED = 1;
    public const int F_DUPFD_CLOEXEC = 1030;
    public static readonly void* MAP_FAILED = (void*)-1;

    /// <summary>man 2 mmap.</summary>
    [LibraryImport(Library, EntryPoint = "mmap", SetLastError = true)]
    public static partial void* MapMemory(void* address, nuint length, int protection, int flags, int descriptor, nint offset);

    /// <summary>man 2 munmap.</summary>
    [LibraryImport(Library, EntryPoint = "munmap", SetLastError = true)]
    public static partial int UnmapMemory(void* address, nuint length);

    /// <summary>man 2 fcntl, for the commands that take a number.</summary>
    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    public static partial int DuplicateDescriptor(int descriptor, int command, int lowest);

    /// <summary>man 2 syscall.</summary>
    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    public static partial nint SystemCall(nint number, nint first, nint second, nint third);

    /// <summary>man 3 vsnprintf. The arguments are a va_list as the callee received it.</summary>
    [LibraryImport(Library, EntryPoint = "vsnprintf")]
    public static partial int FormatList(byte* text, nuint size, byte* format, void* arguments);

    /// <summary>man 2 clock_gettime, CLOCK_THREAD_CPUTIME_ID.</summary>
    public static long ThreadCpuNanoseconds()
    {
        const int CLOCK_THREAD_CPUTIME_ID = 3;
        var time = stackalloc long[2];
        _ = GetClock(CLOCK_THREAD_CPUTIME_ID, time);
        return time[0] * 1_000_000_000 + time[1];
    }

    /// <summary>man 2 clock_getres, CLOCK_MONOTONIC_COARSE, in nanoseconds.</summary>
    public static long CoarseResolution()
    {
        const int CLOCK_MONOTONIC_COARSE = 6;
        var time = stackalloc long[2];
        _ = GetClockResolution(CLOCK_MONOTONIC_COARSE, time);
        return time[0] * 1_000_000_000 + time[1];
    }

    [LibraryImport(Library, EntryPoint = "clock_getres")]
    private static partial int GetClockResolution(int clock, long* time);

    [LibraryImport(Library, EntryPoint = "clock_gettime")]
    private static partial int GetClock(int clock, long* time);
}
