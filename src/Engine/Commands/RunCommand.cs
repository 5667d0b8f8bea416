using System.Collections.Immutable;
using System.CommandLine;
using Microsoft.Extensions.Logging;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Configuration;
using NetMonitor.Engine.Terminal;

namespace NetMonitor.Engine.Commands;

/// <summary><c>netmonitor run</c>: counts until it is told to end.</summary>
public static class RunCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var flags = SettingsFlags.ForRun();
        var command = new Command("run", "Counts the packets of this host's NICs until it is told to end");
        flags.AddTo(command, surroundings.InterfaceNames);
        var noLive = new Option<bool>("--no-live") { Description = "No live view on a terminal, only the log" };
        command.Options.Add(noLive);
        command.SetAction(async (parsed, stop) =>
        {
            var configuration = flags.Read(parsed, surroundings.Environment);
            return (int)await RunAsync(configuration, parsed.GetValue(noLive) ? surroundings with { Terminal = null } : surroundings, stop);
        });
        return command;
    }

    private static async Task<ExitCode> RunAsync(EffectiveConfiguration configuration, Surroundings surroundings, CancellationToken stop)
    {
        var settings = configuration.Read(RunSettings.From);
        await using var live = surroundings.Terminal is { } terminal ? new LiveView(terminal) : null;
        using var logging = live is not null && surroundings.Terminal is { ShowsLog: true }
            ? ConsoleLog.Create(settings.LogLevel, surroundings.Time, live.WriteAbove)
            : ConsoleLog.Create(settings.LogLevel, surroundings.Time);
        var log = logging.CreateLogger<Agent>();
        using var dataPlane = surroundings.OpenDataPlane(settings.DataPlane with { Note = log.PinsNoted });
        var links = settings.Selection.ChooseFirst(dataPlane.ListLinks());
        await using var agent = await StartAsync(configuration, settings, dataPlane, links, logging, surroundings.Time);
        // On stdout, for scripts that let the system choose the port.
        surroundings.Output.WriteLine($"listening on {agent.Address}");
        if (!System.Net.IPAddress.IsLoopback(settings.Http.Listen.Address))
        {
            log.ListeningWide(settings.Http.Listen);
        }

        if (agent.Pbm is { } pbm)
        {
            surroundings.Output.WriteLine($"pbm on {pbm}");
            if (!System.Net.IPAddress.IsLoopback(pbm.Address))
            {
                log.SteeredFromAfar(pbm);
            }
        }

        if (settings.DataPlane.Simulation is { IsEnabled: true } simulation)
        {
            log.Simulating(simulation.Nics, simulation.Seed);
        }

        if (settings.DataPlane is { Attaches: true, Pins: true } && BpfFilesystem.Objection(settings.DataPlane.BpfFilesystem) is { } objection)
        {
            log.NoBpfFilesystem(objection);
        }

        live?.Start(agent.View, agent.Address, settings.Interfaces.Interval, surroundings.Time);
        var stopped = Task.Delay(Timeout.Infinite, stop);
        _ = await Task.WhenAny(agent.FirstRound, agent.Ended, stopped);
        if (agent.FirstRound.IsCompletedSuccessfully && Refusal(await agent.FirstRound) is { } refusal)
        {
            await agent.StopAsync(stop);
            throw refusal;
        }

        if (agent.FirstRound.IsCompletedSuccessfully && agent.Adopted is > 0 and var adopted)
        {
            log.Adopted(adopted);
        }

        _ = await Task.WhenAny(agent.Ended, stopped);
        if (agent.Ended.IsCompleted)
        {
            throw new StartFailure(ExitCode.Fault, "the actors ended by themselves; the log says why");
        }

        log.Ending();
        await agent.StopAsync(CancellationToken.None);
        return ExitCode.Ok;
    }

    /// <summary>What keys of the actor system do is Akka's business, and so is the exception when they do not do.</summary>
    private static async Task<Agent> StartAsync(
        EffectiveConfiguration configuration,
        RunSettings settings,
        IDataPlane dataPlane,
        ImmutableArray<LinkDescription> links,
        ILoggerFactory logging,
        TimeProvider time)
    {
        try
        {
            return await Agent.StartAsync(settings, configuration.Config, dataPlane, links, logging, time);
        }
        catch (Exception e) when (e is not StartFailure && !configuration.OfTheActorSystem.IsEmpty)
        {
            throw new StartFailure(
                ExitCode.Usage,
                $"{string.Join(", ", configuration.OfTheActorSystem)}: the actor system does not start with that: {e.GetBaseException().Message}; "
                    + "leave out what you do not need to change",
                e);
        }
    }

    /// <summary>Null while at least one NIC counts.</summary>
    private static StartFailure? Refusal(FirstRoundCompleted round)
    {
        if (round.Attached > 0)
        {
            return null;
        }

        var exitCode = round.Refused.Any(refused => refused.Kind == FailureKind.Privilege) ? ExitCode.Privilege : ExitCode.Kernel;
        return new StartFailure(exitCode, string.Join(
            '\n',
            round.Refused.Select(refused => $"{refused.InterfaceName}: {refused.Message}").Append("no NIC could be attached")));
    }
}
