namespace NetMonitor.Standins.Tests.Surface;

/// <summary>Runs where the real packages are used and the lists are at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealPackageTheoryAttribute : TheoryAttribute
{
    public RealPackageTheoryAttribute()
    {
        Skip = ListedSurface.ReasonToSkip("nuget", "the printer is proved on the real packages (-p:Packages=nuget has them)");
    }
}
