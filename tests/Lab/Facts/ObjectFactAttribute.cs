using Xunit;

namespace NetMonitor.Lab;

/// <summary>Needs the compiled object <see cref="LabPaths.BpfObject"/>, and no privileges.</summary>
public sealed class ObjectFactAttribute : FactAttribute
{
    public ObjectFactAttribute() => Skip = Prerequisite.BpfObject();
}
