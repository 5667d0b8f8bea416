using System.Globalization;
using System.Text.RegularExpressions;
using NetMonitor.Lab.Tests.Startup;

namespace NetMonitor.Lab.Tests.Costs;

/// <summary>The real program with a configuration of its own, and its figures by name.</summary>
internal sealed class CostedRun : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly string _file = Path.GetTempFileName();
    private readonly NetMonitorRun _run;

    public CostedRun(NetworkNamespace home, string configuration, string[] privileges, string folder)
    {
        File.WriteAllText(_file, configuration);
        _ = Tool.Run("chmod", "a+r", _file).Require();
        _run = NetMonitorRun.StartUnder(home, privileges, folder, "--mode", "tcx", "--config", _file);
    }

    public NetMonitorRun Run => _run;

    public async Task<string> Api(string path) => await _run.Api(path);

    /// <summary>Of all series that begin so, up to their labels' end; the last one's value. Null where there is none.</summary>
    public async Task<double?> Value(string series)
    {
        var match = Regex.Match(await _run.Metrics(), $"^{Regex.Escape(series)} (?<value>\\S+)$", RegexOptions.Multiline);
        return match.Success ? double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Asks now and then only: each answer costs the program some milliseconds, and it is the cost that is looked at.</summary>
    public async Task<double> Becomes(string series, Func<double, bool> holds, TimeSpan within)
    {
        double? value = null;
        await Eventually.TrueAsync(
            async () =>
            {
                await Task.Delay(Pause);
                return (value = await Value(series)) is { } found && holds(found);
            },
            $"{series} is as expected",
            within);
        return value!.Value;
    }

    public void Dispose()
    {
        _run.Dispose();
        File.Delete(_file);
    }
}
