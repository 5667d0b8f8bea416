using NetMonitor.Core.Audit;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Lab.Tests.Readers;

namespace NetMonitor.Lab.Tests.Audit;

/// <summary>The product's reader on the one NIC of a lab.</summary>
internal sealed class AuditedNic : IDisposable
{
    private readonly LabDataPlane _plane;
    private readonly InNamespaceReader _reader;

    public AuditedNic(VethLab lab, string mode)
    {
        Assert.True(Enum.TryParse<ModePolicy>(mode, ignoreCase: true, out var policy));
        _plane = new LabDataPlane(lab.Host, policy);
        _reader = new InNamespaceReader(lab.Host, _plane.Open(_plane.ListLinks().Single()));
    }

    public async Task<InterfaceReading> ReadAsync()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _reader.CloseWindow(closed.SetResult);
        await closed.Task;
        return _reader.Read();
    }

    /// <summary>After everything has arrived: two readings, for an error is what two agree on.</summary>
    public async Task<InterfaceAudit> SettledAsync()
    {
        _ = await ReadAsync();
        return (await ReadAsync()).Audit!;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _plane.Dispose();
    }
}
