using System.CommandLine;
using NetMonitor.Engine.Configuration;
using NetMonitor.Engine.Diagnosis;

namespace NetMonitor.Engine.Commands;

/// <summary><c>netmonitor doctor</c>: whether <c>run</c> with the same flags would work, and what is in its way.</summary>
public static class DoctorCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var flags = SettingsFlags.ForRun();
        var answer = new JsonAnswer(surroundings);
        var command = new Command("doctor", "Says whether run would work here, what is in its way and how to mend it") { answer.Flag };
        flags.AddTo(command, surroundings.InterfaceNames);
        command.SetAction(parsed =>
        {
            var settings = flags.Read(parsed, surroundings.Environment).Read(RunSettings.From);
            var facts = surroundings.Inspection.Host(settings.DataPlane);
            var report = new DoctorReport(
            [
                .. HostAdvice.Of(facts, settings.DataPlane, Environment.ProcessPath ?? "netmonitor"),
                PortCheck.Of("http", settings.Http.Listen),
                .. settings.Pbm.Listen is { } pbm ? new[] { PortCheck.Of("pbm", pbm) } : [],
                .. settings.DataPlane.Simulation is { IsEnabled: true } ? [] : InterfaceAdvice.Of(facts, settings.Selection, settings.DataPlane.ModeOf),
            ]);
            answer.Write(parsed, DoctorReport.Shape, report, report.Lines());
            return (int)report.ExitCode;
        });
        return command;
    }
}
