using System.Net;
using System.Net.Sockets;

namespace NetMonitor.Engine.Pbm;

/// <summary>Looks whether pbm can be answered at an address before the host of the commands is started: it says neither why it cannot
/// listen nor which port it was given.</summary>
public static class PbmPort
{
    /// <summary>The same address, with a free port in place of 0.</summary>
    /// <exception cref="StartFailure">It cannot be listened on.</exception>
    public static IPEndPoint Find(IPEndPoint wanted)
    {
        using var probe = new Socket(wanted.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(wanted);
            probe.Listen();
            return (IPEndPoint)probe.LocalEndPoint!;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw Taken(wanted, e);
        }
        catch (SocketException e)
        {
            throw new StartFailure(ExitCode.Usage, $"--pbm: cannot listen on {wanted}: {e.Message}", e);
        }
    }

    public static StartFailure Taken(IPEndPoint wanted, Exception inner) => new(
        ExitCode.Usage,
        $"--pbm: {wanted} is taken, perhaps by another netmonitor ('ss -ltnp sport = :{wanted.Port}' names the process); "
            + "choose another address or port, or off",
        inner);
}
