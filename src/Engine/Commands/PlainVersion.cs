using System.CommandLine;
using System.CommandLine.Invocation;
using NetMonitor.Engine.Metrics;

namespace NetMonitor.Engine.Commands;

/// <summary><c>netmonitor --version</c>: name and version in one line, as package tools expect it.</summary>
public sealed class PlainVersion : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public static void ReplaceIn(RootCommand root)
    {
        foreach (var option in root.Options.OfType<VersionOption>())
        {
            option.Action = new PlainVersion();
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"netmonitor {ProcessSelf.Version}");
        return (int)ExitCode.Ok;
    }
}
