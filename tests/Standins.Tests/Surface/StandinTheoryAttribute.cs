namespace NetMonitor.Standins.Tests.Surface;

/// <summary>Runs where the stand-ins are built and the lists are at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StandinTheoryAttribute : TheoryAttribute
{
    public StandinTheoryAttribute()
    {
        Skip = ListedSurface.ReasonToSkip("standins", "there is no stand-in to compare (-p:Packages=standins has them)");
    }
}
