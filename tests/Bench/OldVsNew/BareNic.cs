using NetMonitor.Lab;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>Nobody counts: what the way costs by itself, or with a native XDP program on it that only lets pass.</summary>
internal sealed class BareNic : ITool, IDisposable
{
    private readonly BpfObject? _floor;
    private readonly BpfLink? _link;

    /// <param name="passing">The NIC that is given the empty program.</param>
    public BareNic(VethEnd? passing = null)
    {
        if (passing is not null)
        {
            _floor = BenchObject.Floors();
            var program = _floor.ProgramDescriptor("floor_xdp");
            _link = passing.Namespace.Run(() => BpfLink.Attach(Hook.Xdp, program, passing.Index, passing.Name));
        }
    }

    public int? ProcessId => null;

    public Task<long?> SeenAsync(long enough, CancellationToken stop) => Task.FromResult<long?>(null);

    public TimeSpan? ProgramTime() => _link is null ? null : ProgramRunTime.Of(Environment.ProcessId);

    public void Dispose()
    {
        _link?.Dispose();
        _floor?.Dispose();
    }
}
