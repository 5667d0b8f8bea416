using System.Net;
using System.Net.Sockets;
using NetMonitor.Engine.Pbm;

namespace NetMonitor.Engine.Tests.Pbm;

public sealed class PbmPortSpec
{
    [Fact]
    public void PbmPort_should_find_a_free_port_in_place_of_none_and_leave_it_free()
    {
        var found = PbmPort.Find(new IPEndPoint(IPAddress.Loopback, 0));

        Assert.NotEqual(0, found.Port);
        Assert.Equal(found, PbmPort.Find(found));
    }

    [Fact]
    public void PbmPort_should_refuse_a_port_that_is_taken()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();

        var failure = Assert.Throws<StartFailure>(() => PbmPort.Find((IPEndPoint)holder.LocalEndpoint));

        Assert.Equal(ExitCode.Usage, failure.ExitCode);
        Assert.StartsWith($"--pbm: {holder.LocalEndpoint} is taken", failure.Message, StringComparison.Ordinal);
    }
}
