using System.Reflection;

namespace NetMonitor.Standins.Tests.Surface;

public sealed class SurfaceSpec
{
    // The lists of Akka are older than its packages: of each kind a twentieth, or one line, may have changed since.
    private const int Unchanged = 20;

    public static TheoryData<string, string> Assemblies => ListedSurface.Assemblies;

    [StandinTheory]
    [MemberData(nameof(Assemblies))]
    public void Standin_should_show_nothing_that_the_real_package_lacks(string assembly, string list)
    {
        var listed = ListedSurface.Read(list);
        var shown = PublicSurface.Lines(Assembly.Load(assembly)).ToList();
        Assert.NotEmpty(shown);
        var unlisted = shown.Where(line => !listed.Contains(line)).ToList();
        Assert.True(unlisted.Count == 0, string.Join('\n', unlisted));
    }

    [RealPackageTheory]
    [InlineData("Prometheus.NetStandard", "prometheus-net")]
    [InlineData("Prometheus.AspNetCore", "prometheus-net.AspNetCore")]
    public void Printer_should_find_nothing_else_in_the_very_version_that_is_listed(string assembly, string list)
    {
        var listed = ListedSurface.Read(list);
        Assert.Equal([], PublicSurface.Lines(Assembly.Load(assembly)).Where(line => !listed.Contains(line)));
    }

    /// <summary>Were the printer wrong in a spelling, the comparison above would fail for that alone; were it blind to a kind of member, it would pass for that alone.</summary>
    [RealPackageTheory]
    [MemberData(nameof(Assemblies))]
    public void Printer_should_find_in_the_real_package_what_the_list_says(string assembly, string list)
    {
        var shown = PublicSurface.Lines(Assembly.Load(assembly)).ToHashSet();
        foreach (var kind in ListedSurface.Read(list).Where(line => "TMPFEVRAN".Contains(line[0], StringComparison.Ordinal)).GroupBy(line => line[0]))
        {
            var missing = kind.Where(line => !shown.Contains(line)).ToList();
            Assert.True(missing.Count <= Math.Max(1, kind.Count() / Unchanged), $"{kind.Key}: {missing.Count} of {kind.Count()} lines are not printed:\n{string.Join('\n', missing.Take(50))}");
        }
    }
}
