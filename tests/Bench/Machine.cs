using System.Runtime.InteropServices;

namespace NetMonitor.Bench;

/// <summary>What a figure was measured on; figures of two machines are not compared.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"Linux {Environment.OSVersion.Version}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} CPUs ({Cpu()}), effective capabilities {Status("CapEff:")}";

    private static string Cpu() => Field("/proc/cpuinfo", "model name")?.TrimStart(':', ' ', '\t') ?? "unknown";

    private static string Status(string key) => Field("/proc/self/status", key) ?? "unknown";

    private static string? Field(string file, string key) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim();
}
