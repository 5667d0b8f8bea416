using NetMonitor.Lab;

namespace NetMonitor.Engine.Tests.Pbm;

/// <summary>As <see cref="PbmFactAttribute"/>.</summary>
internal sealed class PbmTheoryAttribute : TheoryAttribute
{
    public PbmTheoryAttribute() => Skip = Prerequisite.PbmHost();
}
