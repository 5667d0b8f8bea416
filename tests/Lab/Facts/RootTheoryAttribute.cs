using Xunit;

namespace NetMonitor.Lab;

/// <summary>Needs root and the named tools.</summary>
public sealed class RootTheoryAttribute : TheoryAttribute
{
    public RootTheoryAttribute(params string[] tools) => Skip = Prerequisite.Root() ?? Prerequisite.Tools(tools);
}
