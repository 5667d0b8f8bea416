using NetMonitor.Native.Bpf;
using NetMonitor.Native.Interop;

namespace NetMonitor.Lab.Tests.Audit;

/// <summary>Somebody else's programs that keep packets from ours: while it stands there.</summary>
internal sealed unsafe class ForeignProgram : IDisposable
{
    private const string Source =
        """
        __attribute__((section("xdp"), used)) int other_drop(void *context) { return 1; }
        __attribute__((section("tc"), used)) int other_end(void *context) { return 0; }
        char terms[] __attribute__((section("license"), used)) = "GPL";
        """;

    private const uint Generic = 2;
    private const uint Before = 8;

    private readonly BpfObject _object;
    private readonly List<DescriptorHandle> _links = [];

    private ForeignProgram()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.o");
        try
        {
            _ = Tool.RunWith(Source, "clang", "-O2", "-target", "bpf", "-x", "c", "-c", "-", "-o", path).Require();
            _object = BpfObject.Open(ObjectImage.Read(path));
            _object.Load();
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Generic XDP that drops every packet, in front of TC. Of the calling thread's namespace.</summary>
    public static ForeignProgram DropAtXdp(int ifindex)
    {
        var program = new ForeignProgram();
        program.Link("other_drop", ifindex, BpfConstants.BPF_XDP, Generic);
        return program;
    }

    /// <summary>TCX programs at the head of both chains that let packets pass, and end the chain.</summary>
    public static ForeignProgram EndTheChains(int ifindex)
    {
        var program = new ForeignProgram();
        program.Link("other_end", ifindex, BpfConstants.BPF_TCX_INGRESS, Before);
        program.Link("other_end", ifindex, BpfConstants.BPF_TCX_EGRESS, Before);
        return program;
    }

    public void Dispose()
    {
        _links.ForEach(link => link.Dispose());
        _object.Dispose();
    }

    private void Link(string name, int ifindex, uint type, uint flags)
    {
        var options = new LinkCreateOptions { Sz = (nuint)sizeof(LinkCreateOptions), Flags = flags };
        var descriptor = Libbpf.CreateLink(_object.ProgramDescriptor(name), ifindex, type, &options);
        Assert.True(descriptor >= 0, $"the other program could not be attached: {descriptor}");
        _links.Add(new DescriptorHandle(descriptor));
    }
}
