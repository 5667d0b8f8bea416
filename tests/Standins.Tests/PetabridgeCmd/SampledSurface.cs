using NetMonitor.Lab;

namespace NetMonitor.Standins.Tests.PetabridgeCmd;

/// <summary>
/// The list of what public samples show of the real package: id, tabulator, how certain it is. No reflected list, so that only the
/// ids of types, members and extension methods can be compared: what they return, their names of parameters and modifiers are not in it.
/// </summary>
internal static class SampledSurface
{
    /// <summary>Nothing of these is in the stand-in, and nothing of the product may use them.</summary>
    private static readonly string[] LeftOut =
    [
        "Petabridge.Cmd.Cluster.", "Petabridge.Cmd.Remote.", "Petabridge.Cmd.Common.", "Petabridge.Cmd.CommandParser", "Petabridge.Cmd.Host.PetabridgeCmd.StartLocalClient",
    ];

    /// <summary>Id to status ("exact", "shape", "guess", "older"), without what is left out.</summary>
    public static Dictionary<string, string> Read() => File.ReadLines(Path.Combine(LabPaths.Shared("api"), "Petabridge.Cmd.txt"))
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split('\t', 2))
        .Where(parts => parts[0][0] is 'T' or 'M' or 'P' or 'F' or 'X' && !LeftOut.Any(prefix => parts[0][2..].StartsWith(prefix, StringComparison.Ordinal)))
        .ToDictionary(parts => parts[0], parts => parts[1].Split(' ')[0]);
}
