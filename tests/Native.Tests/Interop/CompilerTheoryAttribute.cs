namespace NetMonitor.Native.Tests.Interop;

/// <summary>Skips, by name, where no C compiler is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CompilerTheoryAttribute : TheoryAttribute
{
    public CompilerTheoryAttribute()
    {
        if (CProgram.Compiler is null)
        {
            Skip = "no C compiler (cc, gcc or clang) is installed";
        }
    }
}
