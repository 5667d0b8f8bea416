using System.CommandLine;
using Microsoft.Extensions.Logging;
using NetMonitor.Actors.Interfaces;
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
        using var dataPlane = surroundings.OpenDataPlane(settings.DataPlane);
        var links = settings.Selection.ChooseFirst(dataPlane.ListLinks());
        await using var agent = await Agent.StartAsync(settings, configuration.Config, dataPlane, links, logging, surroundings.Time);
        var log = logging.CreateLogger<Agent>();
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

        if (settings.DataPlane.Attaches && BpfFilesystem.Objection(settings.DataPlane.BpfFilesystem) is { } objection)
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

        _ = await Task.WhenAny(agent.Ended, stopped);
        if (agent.Ended.IsCompleted)
        {
            throw new StartFailure(ExitCode.Fault, "the actors ended by themselves; the log says why");
        }

        log.Ending();
        await agent.StopAsync(CancellationToken.None);
        return ExitCode.Ok;
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
