using NetMonitor.Lab;

namespace NetMonitor.Engine.Tests.Pbm;

/// <summary>Runs where the host of commands is the stand-in's.</summary>
internal sealed class PbmFactAttribute : FactAttribute
{
    public PbmFactAttribute() => Skip = Prerequisite.PbmHost();
}
