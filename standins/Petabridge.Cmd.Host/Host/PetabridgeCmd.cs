using System.Net;
using System.Net.Sockets;
using Akka.Event;

namespace Petabridge.Cmd.Host;

/// <summary>The host of an actor system's palettes. It listens from <see cref="Start"/> until the system ends.</summary>
public sealed class PetabridgeCmd : IExtension
{
    private readonly Lock _gate = new();
    private readonly List<CommandPaletteHandler> _handlers = [];
    private bool _started;

    internal PetabridgeCmd(ExtendedActorSystem system)
    {
        Sys = system;
    }

    public ExtendedActorSystem Sys { get; }

    /// <summary>Where it listens; null before it does.</summary>
    internal IPEndPoint Address { get; private set; }

    public static PetabridgeCmd Get(ActorSystem system) => new PetabridgeCmdExtension().Apply(system);

    /// <summary>A palette that comes after the start is there for connections that are made from then on.</summary>
    /// <returns>False when a palette of this name is there already.</returns>
    public bool RegisterCommandPalette(CommandPaletteHandler handler)
    {
        lock (_gate)
        {
            if (_handlers.Exists(known => known.Palette.ModuleName == handler.Palette.ModuleName))
            {
                return false;
            }

            _handlers.Add(handler);
        }

        handler.OnRegister(this);
        return true;
    }

    /// <summary>Listens when it returns. Once: a second call does nothing.</summary>
    /// <exception cref="IOException">The address cannot be listened on; the inner exception says why.</exception>
    public void Start()
    {
        lock (_gate)
        {
            if (_started)
            {
                return;
            }

            var listener = Listen();
            Address = (IPEndPoint)listener.LocalEndpoint;
            Sys.ActorOf(Props.Create(() => new HostActor(listener, Handlers)), "petabridge.cmd");
            _started = true;
        }

        Sys.Log.Info("petabridge.cmd listens on {0}", Address);
        if (Sys.Settings.Config.GetBoolean("petabridge.cmd.log-palettes-on-startup", true))
        {
            Sys.Log.Info("petabridge.cmd has the palettes {0}", string.Join(", ", Handlers().Select(handler => handler.Palette.ModuleName)));
        }
    }

    private CommandPaletteHandler[] Handlers()
    {
        lock (_gate)
        {
            return [.. _handlers];
        }
    }

    private TcpListener Listen()
    {
        var host = Sys.Settings.Config.GetString("petabridge.cmd.host", "0.0.0.0");
        var port = Sys.Settings.Config.GetInt("petabridge.cmd.port", 9110);
        try
        {
            var address = IPAddress.TryParse(host, out var literal) ? literal : Dns.GetHostAddresses(host)[0];
            var listener = new TcpListener(address, port);
            listener.Start();
            return listener;
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw new IOException($"petabridge.cmd cannot listen on {host}:{port}: {e.Message}", e);
        }
    }
}
