using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Akka.Event;
using NetMonitor.Pbm.Protocol;

namespace Petabridge.Cmd.Host;

/// <summary>Accepts clients; each is a child, named after the client's address.</summary>
internal sealed class HostActor : ReceiveActor
{
    private const int MostClients = 64;

    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromSeconds(0.2);

    private readonly TcpListener _listener;
    private readonly Func<CommandPaletteHandler[]> _handlers;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private long _namesakes;

    public HostActor(TcpListener listener, Func<CommandPaletteHandler[]> handlers)
    {
        _listener = listener;
        _handlers = handlers;
        Receive<Accepted>(accepted => Admit(accepted.Client));
        Receive<NotAccepted>(failure => _log.Warning("petabridge.cmd could not accept a client: {0}", failure.Reason));
    }

    protected override void PreStart() => _ = AcceptAsync(_listener, Self);

    protected override void PostStop() => _listener.Stop();

    // What a connection was about is lost with it: the client asks again.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    private static async Task AcceptAsync(TcpListener listener, IActorRef self)
    {
        while (true)
        {
            try
            {
                self.Tell(new Accepted(await listener.AcceptSocketAsync().ConfigureAwait(false)));
            }
            catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException || e is SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return;
            }
            catch (SocketException e)
            {
                // No descriptor left, say: others may close theirs.
                self.Tell(new NotAccepted(e.Message));
                await Task.Delay(BeforeNextTry).ConfigureAwait(false);
            }
        }
    }

    private void Admit(Socket client)
    {
        var link = new ClientLink(client);
        if (Context.GetChildren().Count() < MostClients)
        {
            Context.ActorOf(Props.Create(() => new ClientActor(link, _handlers())), Name(link.Address));
        }
        else
        {
            link.Send(new Refusal($"this host has {MostClients} clients already"));
            link.Close();
        }
    }

    private string Name(IPEndPoint address)
    {
        // Brackets, and the sign before the zone of a link-local address, may not stand in a path.
        var name = $"{address.Address.ToString().Replace('%', '~')}:{address.Port.ToString(CultureInfo.InvariantCulture)}";
        // A port may be used anew before the actor of its former client has ended.
        return Context.Child(name).IsNobody() ? name : $"{name}~{++_namesakes}";
    }

    private sealed record Accepted(Socket Client) : INoSerializationVerificationNeeded;

    private sealed record NotAccepted(string Reason) : INoSerializationVerificationNeeded;
}
