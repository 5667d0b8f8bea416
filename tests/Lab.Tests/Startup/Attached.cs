namespace NetMonitor.Lab.Tests.Startup;

/// <summary>What hangs on a NIC.</summary>
internal static class Attached
{
    /// <summary>"NM", by which filters of ours are known.</summary>
    private const string Handle = "handle 0x4e4d ";

    /// <summary>How many filters of ours there are.</summary>
    public static int Filters(VethEnd nic, string hook) =>
        nic.Namespace.Exec("tc", "filter", "show", "dev", nic.Name, hook).Require().Output.Split(Handle).Length - 1;

    /// <summary>Waits until nothing of ours is on any NIC, and no program of ours is left that nobody holds. The kernel frees some moments late.</summary>
    public static void ShouldBeNothing(VethLab lab)
    {
        foreach (var end in lab.Nics.Select(nic => nic.Host))
        {
            Eventually.True(() => !end.Namespace.Link(end.Name).ToString().Contains("nm_xdp", StringComparison.Ordinal), $"no XDP program of ours on {end.Name}");
            Assert.Equal((0, 0), (Filters(end, "ingress"), Filters(end, "egress")));
        }

        Eventually.True(() => !LoadedPrograms.Named("nm_").Keys.Except(LoadedPrograms.Held()).Any(), "no program left behind");
    }
}
