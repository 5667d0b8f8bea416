namespace NetMonitor.Native.Tests.Interop;

/// <summary>Skips, by name, where nothing compiles C against the system's headers.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CompilerTheoryAttribute : TheoryAttribute
{
    private static readonly Lazy<bool> Compiles = new(() =>
        CProgram.Compiler is not null && CProgram.Check("#include <sys/socket.h>\n#include <linux/netlink.h>\n").Length == 0);

    public CompilerTheoryAttribute() => Skip = Compiles.Value ? null : "skipped: no C compiler (cc, gcc or clang) with the headers of libc6-dev and linux-libc-dev";
}
