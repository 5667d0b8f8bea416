using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NetMonitor.Actors.Flows;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Actors.Tree;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Tests;

public sealed class HostingSpec
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Hosting_verbs_should_start_the_actors_and_the_end_of_the_host_should_detach_every_nic()
    {
        var board = new HostSnapshotBoard();
        var actors = new ActorBoard();
        var nics = new[] { ScriptedNic.Named("veth0", 1), ScriptedNic.Named("veth1", 2) };
        var firstRound = new TaskCompletionSource<FirstRoundCompleted>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var host = new HostBuilder()
            .ConfigureServices(services => services.AddAkka("netmonitor", builder => builder
                .AddHocon(Reference.Config, HoconAddMode.Prepend)
                .WithHost(board, actors, TimeProvider.System)
                .WithFlows(FlowSettings.From(Reference.Config), TimeSpan.FromSeconds(5), seed: 1, TimeProvider.System, actors)
                .WithInterfaces(
                    InterfaceSettings.From(Reference.Config),
                    link => nics.Single(nic => nic.Link.Name == link.Name).Open(link),
                    round => firstRound.TrySetResult(round),
                    TimeProvider.System,
                    () => 0,
                    actors)))
            .Build();

        await host.StartAsync();
        var registry = host.Services.GetRequiredService<ActorRegistry>();
        var supervisor = registry.Get<InterfaceSupervisor>();
        supervisor.Tell(new TrackInterfaces([.. nics.Select(nic => nic.Link)]));

        Assert.Equal(2, (await firstRound.Task.WaitAsync(Bound)).Attached);
        Assert.Equal("/user/interfaces", supervisor.Path.ToStringWithoutAddress());
        Assert.Equal("/user/host", registry.Get<HostAggregator>().Path.ToStringWithoutAddress());
        Assert.Equal("/user/flows", registry.Get<FlowAggregator>().Path.ToStringWithoutAddress());
        Assert.True(SpinWait.SpinUntil(
            () => board.Current.Interfaces.Values.Count(state => state.Condition == InterfaceCondition.Counting) == 2, Bound));
        Assert.True(SpinWait.SpinUntil(
            () => actors.Current.Select(actor => (actor.Path, actor.State)).SequenceEqual(
            [
                ("/user/flows", ActorState.Running),
                ("/user/host", ActorState.Running),
                ("/user/interfaces", ActorState.Running),
                ("/user/interfaces/veth0", ActorState.Counting),
                ("/user/interfaces/veth1", ActorState.Counting),
            ]),
            Bound));

        await host.StopAsync().WaitAsync(Bound);

        Assert.All(nics, nic => Assert.Equal((true, false, 1), (nic.Readers[0].IsFinished, nic.Readers[0].IsAttached, nic.Readers[0].Disposals)));
    }
}
