using System.Reflection;

namespace NetMonitor.Standins.Tests.Surface;

/// <summary>The lists of the real packages' public members, in the shared folder beside the project's root.</summary>
internal static class ListedSurface
{
    /// <summary>Assembly name and the name of its list.</summary>
    public static TheoryData<string, string> Assemblies { get; } = new()
    {
        { "Akka", "Akka" },
        { "Akka.Hosting", "Akka.Hosting" },
        { "Akka.TestKit", "Akka.TestKit" },
        { "Akka.TestKit.Xunit2", "Akka.TestKit.Xunit2" },
        { "Prometheus.NetStandard", "prometheus-net" },
        { "Prometheus.AspNetCore", "prometheus-net.AspNetCore" },
    };

    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Metadata("ProjectRoot"), "..", "shared", "api"));

    public static string Packages { get; } = Metadata("Packages");

    /// <summary>Null where the specs can run with this choice of packages, else the reason why not.</summary>
    public static string? ReasonToSkip(string packages, string unlike)
    {
        if (Packages != packages)
        {
            return $"this build uses Packages={Packages}; {unlike}";
        }

        return Directory.Exists(Folder) ? null : "the shared folder with the lists of the real packages' members (../shared/api) is not beside the project's root";
    }

    public static HashSet<string> Read(string list) =>
        [.. File.ReadLines(Path.Combine(Folder, list + ".txt")).Where(line => !line.StartsWith('#'))];

    private static string Metadata(string key) =>
        typeof(ListedSurface).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
