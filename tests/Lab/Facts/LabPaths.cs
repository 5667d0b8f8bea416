namespace NetMonitor.Lab;

public static class LabPaths
{
    /// <summary>The folder that holds NetMonitor.sln, found upwards from where the tests run.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The object file that <c>./build.sh bpf</c> makes.</summary>
    public static string BpfObject { get; } = Path.Combine(Root, "artifacts", "bpf", "netmonitor.bpf.o");

    /// <summary>A folder of the shared folder beside the project's root; it need not be there.</summary>
    public static string Shared(string folder) => Path.GetFullPath(Path.Combine(Root, "..", "shared", folder));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NetMonitor.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"no NetMonitor.sln above {AppContext.BaseDirectory}");
    }
}
