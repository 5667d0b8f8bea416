using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NetMonitor.Lab;
using NetMonitor.Pbm.Connection;
using NetMonitor.Standins.Tests.PetabridgeCmd.Toys;
using Petabridge.Cmd.Host;
using Cmd = Petabridge.Cmd.Host.PetabridgeCmd;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Host;

[Collection(WireCollection.Name)]
public sealed class StartSpec
{
    [Fact]
    public async Task Verb_should_register_and_listen_where_the_options_say_once_the_actors_are_there()
    {
        var order = new List<string>();
        using var host = Host(akka => akka
            .AddHocon("""petabridge.cmd { host = "203.0.113.1", port = 1 }""", HoconAddMode.Prepend)
            .AddPetabridgeCmd(new PetabridgeCmdOptions { Host = "127.0.0.1", Port = 0 }, cmd =>
            {
                order.Add("palettes");
                cmd.RegisterCommandPalette(ToyHandler.Of(ActorRefs.Nobody));
            })
            .WithActors((_, _) => order.Add("actors")));
        await host.StartAsync();

        Assert.Equal(["actors", "palettes"], order);
        var address = Cmd.Get(host.Services.GetRequiredService<ActorSystem>()).Address;
        Assert.Equal(IPAddress.Loopback, address.Address);
        using var client = await ToyHost.OpenAsync(new HostAddress("127.0.0.1", address.Port));
        Assert.Equal("a.", await client.AskAsync("toy say -t a"));
        await host.StopAsync();
    }

    [Fact]
    public async Task Verb_should_take_from_the_configuration_what_the_options_leave_out()
    {
        using var host = Host(akka => akka.AddHocon(ToyHost.Hocon, HoconAddMode.Prepend).AddPetabridgeCmd(_ => { }));
        await host.StartAsync();

        Assert.Equal(IPAddress.Loopback, Cmd.Get(host.Services.GetRequiredService<ActorSystem>()).Address.Address);
        await host.StopAsync();
    }

    [Fact]
    public async Task Port_that_is_taken_should_fail_the_start_with_the_address()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var host = Host(akka => akka.AddPetabridgeCmd(new PetabridgeCmdOptions { Host = "127.0.0.1", Port = port }, _ => { }));

        var failure = await Assert.ThrowsAsync<IOException>(() => host.StartAsync());

        Assert.Equal($"petabridge.cmd cannot listen on 127.0.0.1:{port}: Address already in use", failure.Message);
        Assert.Equal(SocketError.AddressAlreadyInUse, Assert.IsType<SocketException>(failure.InnerException).SocketErrorCode);
        await host.StopAsync();
    }

    [Fact]
    public async Task Failed_start_should_leave_nothing_behind_so_that_another_may_succeed()
    {
        var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var system = ActorSystem.Create("start", $$"""
            akka { stdout-loglevel = off, loglevel = off }
            petabridge.cmd { host = "127.0.0.1", port = {{((IPEndPoint)other.LocalEndpoint).Port}} }
            """);
        var cmd = Cmd.Get(system);
        Assert.Throws<IOException>(cmd.Start);
        Assert.Null(cmd.Address);

        other.Dispose();
        cmd.Start();
        cmd.Start();

        Assert.NotNull(cmd.Address);
        await system.Terminate();
        Eventually.True(() => IsFree(cmd.Address), "the port is free again");
    }

    private static bool IsFree(IPEndPoint address)
    {
        using var listener = new TcpListener(address);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static IHost Host(Action<AkkaConfigurationBuilder> configure)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging();
        builder.Services.AddAkka("hosted", (akka, _) =>
        {
            akka.AddHocon("akka { stdout-loglevel = off, loglevel = off }", HoconAddMode.Append);
            configure(akka);
        });
        return builder.Build();
    }
}
