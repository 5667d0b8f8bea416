namespace NetMonitor.Native.Tests.Fuzz;

/// <summary>Needs clang with the run-time libraries of its fuzzer and of its address checking, and no privilege.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FuzzerFactAttribute : FactAttribute
{
    public FuzzerFactAttribute() => Skip = FrameFuzzer.Missing;
}
