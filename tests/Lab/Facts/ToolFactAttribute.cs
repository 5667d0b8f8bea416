using Xunit;

namespace NetMonitor.Lab;

/// <summary>Needs the named tools, and no privilege.</summary>
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(params string[] tools) => Skip = Prerequisite.Tools(tools);
}
