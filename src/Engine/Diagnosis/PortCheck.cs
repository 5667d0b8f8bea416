using System.Net;
using System.Net.Sockets;

namespace NetMonitor.Engine.Diagnosis;

/// <summary>Whether an address can be listened on: it is tried, for a moment.</summary>
public static class PortCheck
{
    /// <param name="flag">The flag that sets it.</param>
    public static Check Of(string flag, IPEndPoint address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(address);
            socket.Listen();
            return new Check(flag, Verdict.Ok, $"{address} is free");
        }
        catch (SocketException refusal) when (refusal.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return new Check(flag, Verdict.Problem, $"{address} is taken, perhaps by another netmonitor", $"ss -ltnp sport = :{address.Port}", ExitCode.Usage);
        }
        catch (SocketException refusal)
        {
            return new Check(flag, Verdict.Problem, $"cannot listen on {address}: {refusal.Message}", null, ExitCode.Usage);
        }
    }
}
