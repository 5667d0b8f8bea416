using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NetMonitor.Actors.Costs;
using NetMonitor.Actors.Flows;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Actors.Tree;
using NetMonitor.Core.Costs;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Configuration;
using NetMonitor.Engine.Costs;
using NetMonitor.Engine.Flows;
using NetMonitor.Engine.Metrics;
using NetMonitor.Engine.Pbm;
using NetMonitor.Engine.Readers;
using NetMonitor.Engine.Snapshot;
using NetMonitor.Engine.Web;

namespace NetMonitor.Engine;

/// <summary>One host's measuring: HTTP first, so that it answers while NICs are still being attached; then the actors.</summary>
public sealed class Agent : IAsyncDisposable
{
    /// <summary>The largest ledger is copied within milliseconds, but may have windows to fold before.</summary>
    private static readonly TimeSpan FlowPatience = TimeSpan.FromSeconds(5);

    private readonly HostSnapshotBoard _board = new();
    private readonly CostBoard _costs;
    private readonly ActorBoard _actorBoard = new();
    private readonly TaskCompletionSource<FirstRoundCompleted> _firstRound = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LinkFollower _follower;
    private readonly CancellationTokenSource _stopFollowing = new();
    private readonly WebApplication _web;
    private readonly IHost _actors;
    private Task _following = Task.CompletedTask;
    private int _adopted;

    private Agent(
        RunSettings settings,
        Config config,
        IDataPlane dataPlane,
        ImmutableArray<LinkDescription> links,
        ILoggerFactory logging,
        TimeProvider time,
        IPEndPoint? pbm)
    {
        Links = links;
        Pbm = pbm;
        _follower = new LinkFollower(dataPlane, settings.Selection, links, Track, time, logging.CreateLogger<LinkFollower>())
        {
            Listed = all => _actors!.Services.GetRequiredService<IRequiredActor<HostAggregator>>().ActorRef.Tell(new LinksListed(all)),
        };
        var self = new ProcessSelf(time);
        var metrics = new MetricRegistry();
        _costs = new CostBoard(new CostReport(ProcessMeter.Read(), null, new BudgetState(settings.Costs.Limits, FlowPrecision.Full, null, IsHelpless: false, 0), []));
        CostView Cost() => CostView.Of(_costs.Current, _board.Current);
        metrics.Follow(() => HostProjection.Of(_board.Current, self.Facts(), self.Now()).Concat(CostProjection.Of(Cost())).Concat(ActorProjection.Of(_actorBoard.Current, MailboxDepth.Of)));
        View = () => HostView.Of(Environment.MachineName, self.Facts(), self.Uptime(), _board.Current, self.Now());
        var flows = new FlowDesk(View, Flows, time);
        _web = WebFace.Build(
            settings.Http, metrics.Collectors, View, Cost, flows, () => !Ended.IsCompleted, () => Readiness.Of(Links, _board.Current), logging);
        var meter = new CostMeter(settings.DataPlane, settings.Costs.Sample, time, logging.CreateLogger<CostMeter>());
        _actors = BuildActors(settings, config, dataPlane, flows, Cost, meter, logging, time);
    }

    /// <summary>Where HTTP answers; only known once started.</summary>
    public Uri Address { get; private set; } = new("http://localhost/");

    /// <summary>Where pbm is answered; null where it is off.</summary>
    public IPEndPoint? Pbm { get; }

    /// <summary>The host as it looks when it is asked for.</summary>
    public Func<HostView> View { get; }

    /// <summary>Answers once the actors run.</summary>
    public FlowQuery Flows => AskForFlows;

    /// <summary>The NICs that are to be counted now.</summary>
    public ImmutableArray<LinkDescription> Links { get; private set; }

    /// <summary>How often a NIC was gone on with that counted already: after the first round, on how many NICs.</summary>
    public int Adopted => Volatile.Read(ref _adopted);

    /// <summary>Ends when every NIC has been tried once.</summary>
    public Task<FirstRoundCompleted> FirstRound => _firstRound.Task;

    /// <summary>Ends with the actor system.</summary>
    public Task Ended { get; private set; } = new TaskCompletionSource().Task;

    /// <exception cref="StartFailure">An address cannot be listened on.</exception>
    public static async Task<Agent> StartAsync(
        RunSettings settings,
        Config config,
        IDataPlane dataPlane,
        ImmutableArray<LinkDescription> links,
        ILoggerFactory logging,
        TimeProvider time)
    {
        var pbm = settings.Pbm.Listen is { } wanted ? PbmPort.Find(wanted) : null;
        var agent = new Agent(settings, config, dataPlane, links, logging, time, pbm);
        try
        {
            await agent.ListenAsync(settings.Http.Listen);
            await agent.MeasureAsync();
            return agent;
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }
    }

    /// <summary>Leaves every NIC, counting on where that is pinned; then stops answering.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopFollowing.CancelAsync();
        await _following;
        await _actors.StopAsync(cancellationToken);
        await _web.StopAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopFollowing.CancelAsync();
        _stopFollowing.Dispose();
        _actors.Dispose();
        await _web.DisposeAsync();
    }

    private IHost BuildActors(
        RunSettings settings, Config config, IDataPlane dataPlane, FlowDesk flows, Func<CostView> cost, CostMeter meter, ILoggerFactory logging, TimeProvider time)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        _ = builder.Services.AddSingleton(logging).AddSingleton<IHostLifetime, CallerLifetime>().AddAkka("netmonitor", akka => akka
            .AddHocon(config, HoconAddMode.Prepend)
            .WithLogging(settings.LogLevel)
            .WithHost(_board, _actorBoard, time)
            .WithFlows(
                settings.Flows,
                settings.Interfaces.Interval,
                BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))),
                time,
                _actorBoard)
            .WithInterfaces(
                settings.Interfaces, meter.Around(link => Open(dataPlane, link)), round => _firstRound.TrySetResult(round), time, Random.Shared.NextDouble, _actorBoard, dataPlane.Release)
            .WithCosts(settings.Costs, new CostSources(ProcessMeter.Read, () => meter.Nics, meter.MeasurePrograms), _costs, time, _actorBoard)
            .WithPbm(Pbm, View, cost, flows));
        return builder.Build();
    }

    private IInterfaceReader Open(IDataPlane dataPlane, LinkDescription link)
    {
        var reader = dataPlane.Open(link);
        if (reader.Attachment.Endurance.Adopted)
        {
            _ = Interlocked.Increment(ref _adopted);
        }

        return reader;
    }

    private async Task<FlowDump> AskForFlows(FlowFilter filter, CancellationToken cancellation)
    {
        try
        {
            var flows = await _actors.Services.GetRequiredService<IRequiredActor<FlowAggregator>>().GetAsync(cancellation).WaitAsync(FlowPatience, cancellation);
            return await flows.Ask<FlowDump>(new DumpFlows(filter), FlowPatience, cancellation);
        }
        catch (Exception e) when (e is AskTimeoutException or TimeoutException)
        {
            throw new TimeoutException($"/user/flows did not answer within {FlowPatience.TotalSeconds} s", e);
        }
    }

    private async Task ListenAsync(IPEndPoint wanted)
    {
        try
        {
            await _web.StartAsync();
            Address = new Uri(_web.Urls.First());
        }
        catch (Exception e) when ((e.InnerException ?? e) is AddressInUseException)
        {
            throw new StartFailure(
                ExitCode.Usage,
                $"--http: {wanted} is taken, perhaps by another netmonitor ('ss -ltnp sport = :{wanted.Port}' names the process); "
                    + "choose another address or port",
                e);
        }
        catch (SocketException e)
        {
            throw new StartFailure(ExitCode.Usage, $"--http: cannot listen on {wanted}: {e.Message}", e);
        }
    }

    private async Task MeasureAsync()
    {
        try
        {
            await _actors.StartAsync();
        }
        catch (IOException e) when (Pbm is not null && e.InnerException is SocketException)
        {
            throw PbmPort.Taken(Pbm, e);
        }

        Ended = _actors.Services.GetRequiredService<ActorSystem>().WhenTerminated;
        Track(Links);
        _following = _follower.RunAsync(_stopFollowing.Token);
    }

    private void Track(ImmutableArray<LinkDescription> links)
    {
        Links = links;
        _actors.Services.GetRequiredService<IRequiredActor<InterfaceSupervisor>>().ActorRef.Tell(new TrackInterfaces(links));
    }
}
