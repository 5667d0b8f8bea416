using Xunit;

namespace NetMonitor.Lab;

/// <summary>Needs root, a bpf(2) that works, the compiled object <see cref="LabPaths.BpfObject"/> and the named tools.</summary>
public sealed class BpfFactAttribute : FactAttribute
{
    public BpfFactAttribute(params string[] tools) => Skip = Prerequisite.Bpf() ?? Prerequisite.Tools(tools);

    /// <summary>A kernel with TCX is needed too.</summary>
    public bool Tcx
    {
        get => field;
        init => Skip ??= (field = value) ? Prerequisite.Tcx() : null;
    }

    /// <summary>A host of commands that bin/pbm speaks to is needed too.</summary>
    public bool Pbm
    {
        get => field;
        init => Skip ??= (field = value) ? Prerequisite.PbmHost() : null;
    }
}
