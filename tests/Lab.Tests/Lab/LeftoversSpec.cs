namespace NetMonitor.Lab.Tests.Lab;

public class LeftoversSpec
{
    /// <summary>Also run alone, once every other spec of every project has ended.</summary>
    [BpfFact]
    public void Leftovers_should_include_no_program_of_ours_that_no_living_process_holds()
    {
        // The kernel frees a program some moments after its last user.
        Eventually.True(() => Orphans().Length == 0, $"no program left behind: {string.Join(", ", Orphans())}");
    }

    [BpfFact]
    public void Leftovers_should_include_a_program_that_only_its_attachment_keeps()
    {
        using (var lab = VethLab.Create("eth1"))
        {
            lab.Host.Ip($"link set dev eth1 xdpgeneric obj {LabPaths.BpfObject} program nm_xdp");
            Assert.Contains("nm_xdp", Orphans());
        }

        Eventually.True(() => Orphans().Length == 0, "the program gone with its NIC");
    }

    private static string[] Orphans()
    {
        var ours = LoadedPrograms.Named("nm_");
        var held = LoadedPrograms.Held();
        return [.. ours.Where(p => !held.Contains(p.Key)).Select(p => p.Value)];
    }
}
