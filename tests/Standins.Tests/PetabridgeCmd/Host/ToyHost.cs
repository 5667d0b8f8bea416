using System.Net;
using Akka.Actor;
using NetMonitor.Pbm.Connection;
using NetMonitor.Pbm.Protocol;
using NetMonitor.Standins.Tests.PetabridgeCmd.Toys;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Host;

/// <summary>A host of the toys on a free port of this machine, and what a client hears from it.</summary>
internal static class ToyHost
{
    public const string Hocon = """petabridge.cmd { host = "127.0.0.1", port = 0 }""";

    public static HostAddress Start(ActorSystem system, IActorRef observer)
    {
        var cmd = Petabridge.Cmd.Host.PetabridgeCmd.Get(system);
        cmd.RegisterCommandPalette(ToyHandler.Of(observer));
        cmd.Start();
        return new HostAddress(IPAddress.Loopback.ToString(), cmd.Address.Port);
    }

    /// <summary>With a patience that only a failure exhausts.</summary>
    public static Task<HostConnection> OpenAsync(HostAddress address) => HostConnection.OpenAsync(address, TimeSpan.FromMinutes(1));

    /// <summary>All that is answered, an error marked by '!'.</summary>
    public static async Task<string> AskAsync(this HostConnection host, string line)
    {
        var heard = new List<string>();
        await foreach (var reply in host.RepliesAsync(line))
        {
            heard.Add((reply.Errored ? "!" : "") + reply.Text);
        }

        return string.Join('\n', heard);
    }

    public static IAsyncEnumerable<Reply> RepliesAsync(this HostConnection host, string line) => host.AskAsync(line.Split(' '), CancellationToken.None);
}
