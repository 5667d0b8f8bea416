using Xunit;

namespace NetMonitor.Lab;

/// <summary>Needs root, a bpf(2) that works, the compiled object <see cref="LabPaths.BpfObject"/> and the named tools.</summary>
public sealed class BpfTheoryAttribute : TheoryAttribute
{
    public BpfTheoryAttribute(params string[] tools) => Skip = Prerequisite.Bpf() ?? Prerequisite.Tools(tools);
}
