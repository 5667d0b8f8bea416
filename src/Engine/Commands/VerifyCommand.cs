using System.CommandLine;
using NetMonitor.Actors.Configuration;
using NetMonitor.Engine.Capture;

namespace NetMonitor.Engine.Commands;

/// <summary><c>netmonitor verify</c>: the programs through the kernel's verifier, without attaching them.</summary>
public static class VerifyCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var flags = SettingsFlags.ForVerify();
        var command = new Command("verify", "Loads the programs through the kernel's verifier, without attaching them");
        flags.AddTo(command);
        command.SetAction(parsed =>
        {
            var settings = flags.Read(parsed, surroundings.Environment)
                .Read(config => SettingsReader.Read(config, DataPlaneSettings.From));
            foreach (var line in surroundings.VerifyPrograms(settings))
            {
                surroundings.Output.WriteLine(line);
            }

            return (int)ExitCode.Ok;
        });
        return command;
    }
}
