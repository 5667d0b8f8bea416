using System.Collections.Immutable;
using System.Globalization;

namespace NetMonitor.Engine.Readers;

/// <summary>What this process may do (capabilities(7)), as CapEff in /proc/self/status says.</summary>
/// <param name="Effective">Bit by capability number.</param>
public readonly record struct Capabilities(ulong Effective)
{
    private const int SysAdmin = 21;

    /// <summary>Each with its number, and whether CAP_SYS_ADMIN stands for it too.</summary>
    private static readonly ImmutableArray<(string Name, int Number, bool InSysAdmin)> Needed =
        [("CAP_NET_ADMIN", 12, false), ("CAP_PERFMON", 38, true), ("CAP_BPF", 39, true)];

    public ImmutableArray<string> Missing
    {
        get
        {
            var effective = Effective;
            return [.. Needed.Where(one => !Has(effective, one.Number) && !(one.InSysAdmin && Has(effective, SysAdmin))).Select(one => one.Name)];
        }
    }

    public static Capabilities OfThisProcess() => Parse(File.ReadLines("/proc/self/status"));

    public static Capabilities Parse(IEnumerable<string> status)
    {
        const string Key = "CapEff:";
        var line = status.First(line => line.StartsWith(Key, StringComparison.Ordinal));
        return new Capabilities(ulong.Parse(line.AsSpan(Key.Length).Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
    }

    private static bool Has(ulong effective, int number) => (effective >> number & 1) != 0;
}
