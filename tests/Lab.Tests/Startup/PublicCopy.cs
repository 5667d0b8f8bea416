namespace NetMonitor.Lab.Tests.Startup;

/// <summary>The program where every user may read it: a checkout may lie in a home folder.</summary>
internal sealed class PublicCopy : IDisposable
{
    public PublicCopy()
    {
        foreach (var file in Directory.EnumerateFiles(NetMonitorRun.Folder))
        {
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
        }

        _ = Tool.Run("chmod", "-R", "a+rX", Folder).Require();
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("netmonitor-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
