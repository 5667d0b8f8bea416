using System.CommandLine;
using NetMonitor.Actors.Configuration;
using NetMonitor.Engine.Capture;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Bpf.Pins;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Netlink;

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
            return (int)Clean(settings.BpfFilesystem, parsed.GetValue(all), surroundings);
        });
        return command;
    }

    private static ExitCode Clean(string filesystem, bool all, Surroundings surroundings)
    {
        try
        {
            using var links = Rtnetlink.Open();
            var removed = 0;
            var isRefused = false;
            foreach (var folder in all ? PinFolder.FindAll(filesystem, Refuse) : Here(filesystem))
            {
                using (folder)
                {
                    foreach (var line in folder.Indices.SelectMany(index => folder.Remove(index, all ? null : links)))
                    {
                        removed++;
                        surroundings.Output.WriteLine(line);
                    }
                }
            }

            if (removed == 0 && !isRefused)
            {
                surroundings.Output.WriteLine($"nothing to remove in {filesystem}/netmonitor");
            }

            return isRefused ? ExitCode.Usage : ExitCode.Ok;

            void Refuse(BpfException refusal)
            {
                isRefused = true;
                surroundings.Error.WriteLine($"netmonitor: {refusal.Message}");
            }
        }
        catch (BpfException refusal)
        {
            var exitCode = refusal.Errno is Errno.EPERM or Errno.EACCES ? ExitCode.Privilege : refusal.Errno == Errno.EBUSY ? ExitCode.Usage : ExitCode.Kernel;
            throw new StartFailure(exitCode, refusal.Message, refusal);
        }
    }

    private static IReadOnlyList<PinFolder> Here(string filesystem) => PinFolder.Find(filesystem) is { } folder ? [folder] : [];
}
