using Xunit;

namespace NetMonitor.Lab;

/// <summary>Needs the named tools, and no privilege.</summary>
public sealed class ToolTheoryAttribute : TheoryAttribute
{
    public ToolTheoryAttribute(params string[] tools) => Skip = Prerequisite.Tools(tools);
}
