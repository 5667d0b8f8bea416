namespace NetMonitor.Lab.Tests.Links;

/// <summary>A configuration under which the program looks for links only when it is told: what it notices soon, it noticed by events.
/// </summary>
internal sealed class QuietConfiguration : IDisposable
{
    public QuietConfiguration() => File.WriteAllText(Path, "netmonitor.interfaces.refresh = 1h\n");

    public string Path { get; } = System.IO.Path.Combine(Directory.CreateTempSubdirectory("netmonitor-").FullName, "quiet.conf");

    public void Dispose() => Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
}
