using NetMonitor.Lab;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Tests.Bpf;

/// <summary>Somebody else's TCX programs that decide: they return TC_ACT_OK, and nobody behind them sees the packet.</summary>
internal sealed unsafe class EndingProgram : IDisposable
{
    private const string Source =
        """
        __attribute__((section("tc"), used)) int ending(void *context) { return 0; }
        char terms[] __attribute__((section("license"), used)) = "GPL";
        """;

    private readonly BpfObject _object;
    private readonly DescriptorHandle[] _links;

    private EndingProgram(BpfObject loaded, DescriptorHandle[] links)
    {
        _object = loaded;
        _links = links;
    }

    /// <summary>At the tail of the chains of both directions. Of the calling thread's namespace.</summary>
    public static EndingProgram Attach(int ifindex)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.o");
        try
        {
            _ = Tool.RunWith(Source, "clang", "-O2", "-target", "bpf", "-x", "c", "-c", "-", "-o", path).Require();
            var loaded = BpfObject.Open(ObjectImage.Read(path));
            loaded.Load();
            return new EndingProgram(
                loaded,
                [Link(loaded, ifindex, BpfConstants.BPF_TCX_INGRESS), Link(loaded, ifindex, BpfConstants.BPF_TCX_EGRESS)]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public void Dispose()
    {
        Array.ForEach(_links, link => link.Dispose());
        _object.Dispose();
    }

    private static DescriptorHandle Link(BpfObject loaded, int ifindex, uint type)
    {
        var options = new LinkCreateOptions { Sz = (nuint)sizeof(LinkCreateOptions) };
        var descriptor = Libbpf.CreateLink(loaded.ProgramDescriptor("ending"), ifindex, type, &options);
        Assert.True(descriptor >= 0, $"the other program could not be attached: {descriptor}");
        return new DescriptorHandle(descriptor);
    }
}
