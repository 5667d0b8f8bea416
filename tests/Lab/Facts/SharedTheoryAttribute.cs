using Xunit;

namespace NetMonitor.Lab;

/// <summary>Needs a folder of the shared folder beside the project's root.</summary>
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute(string folder) => Skip = Prerequisite.Shared(folder);
}
