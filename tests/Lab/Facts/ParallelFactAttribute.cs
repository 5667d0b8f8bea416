using Xunit;

namespace NetMonitor.Lab;

/// <summary>As <see cref="BpfFactAttribute"/>, and needs so many CPUs that work at the same time.</summary>
public sealed class ParallelFactAttribute : FactAttribute
{
    public ParallelFactAttribute(int cpus, params string[] tools) =>
        Skip = Prerequisite.Bpf() ?? Prerequisite.Cpus(cpus) ?? Prerequisite.Tools(tools);
}
