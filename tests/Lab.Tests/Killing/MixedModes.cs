namespace NetMonitor.Lab.Tests.Killing;

/// <summary>Four NICs, a way of counting each: XDP, TCX, clsact, and TCX once more. Little room for flows, so that it is full soon, and memory
/// grows no more.</summary>
internal static class MixedModes
{
    public static readonly Uri Metrics = new("http://127.0.0.1:9460/metrics");

    /// <summary>Fixed ports: the namespace has nobody else.</summary>
    public static string[] Arguments(string configuration) => ["--config", configuration, "--http", "127.0.0.1:9460", "--pbm", "127.0.0.1:9110"];

    public static string Write(string folder)
    {
        var path = Path.Combine(folder, "mixed.conf");
        File.WriteAllText(path, """
            netmonitor.interfaces.modes = ["eth1=native", "eth2=tcx", "eth3=tc", "eth4=tcx"]
            netmonitor.flows { slots = 4096, capacity = 8192, retention = 15s }

            """);
        return path;
    }
}
