namespace NetMonitor.Native.Tests.Fuzz;

/// <inheritdoc cref="FuzzerFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FuzzerTheoryAttribute : TheoryAttribute
{
    public FuzzerTheoryAttribute() => Skip = FrameFuzzer.Missing;
}
