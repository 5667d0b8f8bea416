using NetMonitor.Actors.Interfaces;
using NetMonitor.Contracts;

namespace NetMonitor.Actors.Tests;

public sealed class ScriptedReaderSpec : InterfaceReaderContract
{
    private readonly ScriptedNic _nic = ScriptedNic.Named("veth0");

    [Theory]
    [MemberData(nameof(Laws))]
    public Task ScriptedReader_should_keep(string law) => Keeps(law);

    protected override IInterfaceReader Attach() => _nic.Open(_nic.Link);

    protected override Task Receive(int packets)
    {
        _nic.Pass((ulong)packets, 0);
        return Task.CompletedTask;
    }
}
