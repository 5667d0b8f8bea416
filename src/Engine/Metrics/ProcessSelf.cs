using System.Reflection;
using System.Runtime.InteropServices;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Metrics;

/// <summary>Asks the process about itself.</summary>
public sealed class ProcessSelf(TimeProvider time)
{
    private readonly long _startedTimestamp = time.GetTimestamp();
    private readonly double _startedAt = time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

    public static string Version { get; } =
        typeof(ProcessSelf).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public ProcessFacts Facts() => new(
        Version, RuntimeInformation.FrameworkDescription, _startedAt, Environment.CpuUsage.TotalTime, Environment.WorkingSet);

    public TimeSpan Uptime() => time.GetElapsedTime(_startedTimestamp);

    /// <summary>The clock of the readings: on Linux, timestamps are those of CLOCK_MONOTONIC.</summary>
    public MonotonicTime Now() => new((long)(time.GetTimestamp() * (1e9 / time.TimestampFrequency)));
}
