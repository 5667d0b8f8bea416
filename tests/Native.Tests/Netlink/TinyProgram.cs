using NetMonitor.Lab;

namespace NetMonitor.Native.Tests.Netlink;

/// <summary>Somebody else's BPF object: an XDP program that passes, and a classifier that decides nothing.</summary>
internal sealed class TinyProgram : IDisposable
{
    private const string Source =
        """
        __attribute__((section("xdp"), used)) int other_xdp(void *context) { return 2; }
        __attribute__((section("classifier"), used)) int other_filter(void *context) { return -1; }
        char terms[] __attribute__((section("license"), used)) = "GPL";
        """;

    private TinyProgram(string path) => Path = path;

    public string Path { get; }

    public static TinyProgram Compile()
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():n}.o");
        _ = Tool.RunWith(Source, "clang", "-O2", "-target", "bpf", "-x", "c", "-c", "-", "-o", path).Require();
        return new TinyProgram(path);
    }

    public void Dispose() => File.Delete(Path);
}
