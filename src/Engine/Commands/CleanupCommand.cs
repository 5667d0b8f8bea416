using System.CommandLine;
using NetMonitor.Actors.Configuration;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Readers;

namespace NetMonitor.Engine.Commands;

/// <summary><c>netmonitor cleanup</c>: takes everything off the NICs that processes before left counting.</summary>
public static class CleanupCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var flags = SettingsFlags.ForCleanup();
        var all = new Option<bool>("--all") { Description = "Of every network namespace, also of those that are gone" };
        var command = new Command("cleanup", "Removes every pin, link and filter that is left in this network namespace") { all };
        flags.AddTo(command, surroundings.InterfaceNames);
        command.SetAction(parsed =>
        {
            var settings = flags.Read(parsed, surroundings.Environment).Read(config => SettingsReader.Read(config, DataPlaneSettings.From));
            return (int)PinCleanup.Clean(settings.BpfFilesystem, parsed.GetValue(all), surroundings.Output, surroundings.Error);
        });
        return command;
    }
}
