using System.Collections.Immutable;
using System.CommandLine;
using NetMonitor.Actors.Configuration;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Diagnosis;

namespace NetMonitor.Engine.Commands;

/// <summary><c>netmonitor interfaces</c>: every NIC, and what <c>run</c> with the same flags would do with it.</summary>
public static class InterfacesCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var flags = SettingsFlags.ForInterfaces();
        var answer = new JsonAnswer(surroundings);
        var command = new Command("interfaces", "Lists every NIC, and what run would do with it and why") { answer.Flag };
        flags.AddTo(command, surroundings.InterfaceNames);
        command.SetAction(parsed =>
        {
            var (selection, plane) = flags.Read(parsed, surroundings.Environment).Read(config => SettingsReader.Read(
                config, settings => (InterfaceSelection.From(settings), DataPlaneSettings.From(settings))));
            var report = Report(surroundings.Inspection, selection, plane);
            answer.Write(parsed, InterfaceReport.Shape, report, report.Lines());
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static InterfaceReport Report(HostInspection inspection, InterfaceSelection selection, DataPlaneSettings plane)
    {
        var links = inspection.Links(plane.BpfFilesystem);
        var kernel = inspection.Kernel();
        var hasTcx = kernel.Number >= KernelRelease.FirstWithTcx;
        ImmutableArray<InterfacePlan> plans = [.. links.Select(link => InterfacePlan.Of(link, selection, plane.ModeOf(link.Link), hasTcx))];
        return new InterfaceReport(plans, [.. Notes(selection, links, kernel)]);
    }

    private static IEnumerable<string> Notes(InterfaceSelection selection, ImmutableArray<LinkFacts> links, KernelRelease kernel)
    {
        yield return $"nothing was tried: modes are what Linux {kernel.Text} and the drivers' names let expect; where one is refused, the next is taken";
        if (ChoiceFailure(selection, [.. links.Select(one => one.Link)]) is { } failure)
        {
            yield return $"run would not start: {failure}";
        }
    }

    private static string? ChoiceFailure(InterfaceSelection selection, ImmutableArray<LinkDescription> links)
    {
        try
        {
            _ = selection.ChooseFirst(links);
            return null;
        }
        catch (StartFailure failure)
        {
            return failure.Message;
        }
    }
}
