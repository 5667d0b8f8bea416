using NetMonitor.Engine.Readers;
using NetMonitor.Lab;

namespace NetMonitor.Engine.Tests.Deploy;

/// <summary>deploy/systemd: what the unit gives is what the program needs, and systemd understands it.</summary>
public sealed class SystemdUnitSpec
{
    private const string Unit = "deploy/systemd/netmonitor.service";

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(LabPaths.Root, Unit));

    [Theory]
    [InlineData("AmbientCapabilities")]
    [InlineData("CapabilityBoundingSet")]
    public void Unit_should_give_the_needed_capabilities_and_no_other(string key) => Assert.Equal(
        Capabilities.Needed.Select(capability => capability.Name).Order(StringComparer.Ordinal), Value(key).Split(' ').Order(StringComparer.Ordinal));

    [Fact]
    public void Unit_should_not_be_started_again_after_what_does_not_mend_itself() =>
        Assert.Equal($"{(int)ExitCode.Usage} {(int)ExitCode.Privilege}", Value("RestartPreventExitStatus"));

    [Fact]
    public void Unit_should_run_as_the_user_that_is_made_for_it()
    {
        var user = File.ReadLines(Path.Combine(LabPaths.Root, "deploy/systemd/netmonitor.sysusers")).Single(line => line.StartsWith("u ", StringComparison.Ordinal)).Split(' ')[1];
        Assert.Equal((user, user), (Value("User"), Value("Group")));
        Assert.Contains($"-o {user} -g {user} -m 0700 {Directory}", Value("ExecStartPre"), StringComparison.Ordinal);
    }

    /// <summary>The program is not installed here: another file takes its place.</summary>
    [ToolFact("systemd-analyze")]
    public void Systemd_should_understand_the_unit()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("netmonitor-unit-");
        try
        {
            var copy = Path.Combine(folder.FullName, "netmonitor.service");
            File.WriteAllLines(copy, Lines.Select(line => line.Replace("/opt/netmonitor/netmonitor", "/bin/true", StringComparison.Ordinal)));
            var verified = Tool.Run("systemd-analyze", "verify", copy);
            // It warns of what it does not understand, and goes on.
            Assert.Equal((0, ""), (verified.ExitCode, verified.Output + verified.Error));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Directory => Value("ExecStart").Split(' ')[^1];

    private static string Value(string key) => Lines.Single(line => line.StartsWith(key + "=", StringComparison.Ordinal))[(key.Length + 1)..];
}
