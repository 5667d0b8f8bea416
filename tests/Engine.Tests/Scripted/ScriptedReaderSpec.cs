using NetMonitor.Actors.Interfaces;
using NetMonitor.Contracts;

namespace NetMonitor.Engine.Tests.Scripted;

public sealed class ScriptedReaderSpec : InterfaceReaderContract
{
    private readonly ScriptedDataPlane _dataPlane = new();

    private ScriptedReader? _attached;

    [Theory]
    [MemberData(nameof(Laws))]
    public Task ScriptedReader_should_keep(string law) => Keeps(law);

    protected override IInterfaceReader Attach() => _attached = (ScriptedReader)_dataPlane.Open(Links.Nic("eth0", 2));

    protected override Task Receive(int packets)
    {
        _attached?.Receive(packets);
        return Task.CompletedTask;
    }
}
