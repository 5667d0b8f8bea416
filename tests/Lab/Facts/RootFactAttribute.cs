using Xunit;

namespace NetMonitor.Lab;

/// <summary>Needs root and the named tools.</summary>
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute(params string[] tools) => Skip = Prerequisite.Root() ?? Prerequisite.Tools(tools);
}
