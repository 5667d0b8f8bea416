namespace NetMonitor.Lab.Tests.Lab;

public class PrerequisiteSpec
{
    [Fact]
    public void Prerequisite_should_name_what_is_missing_and_only_that()
    {
        Assert.Null(Prerequisite.Tools("sh", "ip"));
        Assert.Equal("skipped: not on PATH: nm-no-such-tool", Prerequisite.Tools("sh", "nm-no-such-tool"));
        Assert.Equal("skipped: no shared/nm-no-such-folder beside the project's root", Prerequisite.Shared("nm-no-such-folder"));
    }

    [Fact]
    public void LabPaths_should_find_the_root_by_the_solution() =>
        Assert.True(File.Exists(Path.Combine(LabPaths.Root, "build.sh")) || File.Exists(Path.Combine(LabPaths.Root, "NetMonitor.sln")));
}
