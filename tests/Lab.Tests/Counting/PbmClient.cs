using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace NetMonitor.Lab.Tests.Counting;

/// <summary>The program pbm, beside a running NetMonitor.</summary>
internal static partial class PbmClient
{
    /// <summary>A command of the palette <c>net</c>.</summary>
    public static ToolResult Ask(NetworkNamespace host, LabProcess monitor, params string[] words)
    {
        var runtime = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return host.Exec(
            Path.Combine(runtime, "dotnet"),
            [Path.Combine(AppContext.BaseDirectory, "pbm.dll"), PbmOn().Match(monitor.Output).Groups[1].Value, "net", .. words]);
    }

    [GeneratedRegex(@"^pbm on (\S+)$", RegexOptions.Multiline)]
    private static partial Regex PbmOn();
}
