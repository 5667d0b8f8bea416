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
        var answer = new JsonAnswer(surroundings);
        var command = new Command("verify", "Loads the programs through the kernel's verifier, without attaching them") { answer.Flag };
        flags.AddTo(command, surroundings.InterfaceNames);
        command.SetAction(parsed =>
        {
            var settings = flags.Read(parsed, surroundings.Environment)
                .Read(config => SettingsReader.Read(config, DataPlaneSettings.From));
            var verification = Verify(surroundings.VerifyPrograms, settings, isCaught: parsed.GetValue(answer.Flag));
            answer.Write(parsed, Verification.Shape, verification, verification.Lines());
            return (int)verification.ExitCode;
        });
        return command;
    }

    /// <param name="isCaught">A failure is part of the answer, and not a line on stderr.</param>
    private static Verification Verify(VerifyPrograms verify, DataPlaneSettings settings, bool isCaught)
    {
        try
        {
            var programs = verify(settings);
            return new Verification(ExitCode.Ok, programs.Path, programs.Names, null);
        }
        catch (StartFailure failure) when (isCaught)
        {
            return new Verification(failure.ExitCode, null, [], failure.Message);
        }
    }
}
