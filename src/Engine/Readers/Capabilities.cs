using System.Collections.Immutable;
using System.Globalization;

namespace NetMonitor.Engine.Readers;

/// <summary>What this process may do (capabilities(7)), as CapEff in /proc/self/status says.</summary>
/// <param name="Effective">Bit by capability number.</param>
public readonly record struct Capabilities(ulong Effective)
{
    private const int SysAdmin = 21;

    /// <summary>All of them for each of native, tcx and tc: without one of them only the kernel's own counters are left.</summary>
    public static ImmutableArray<NeededCapability> Needed { get; } =
    [
        new("CAP_NET_ADMIN", 12, InSysAdmin: false, "loading programs for XDP and TC, attaching them, making a clsact qdisc"),
        new("CAP_PERFMON", 38, InSysAdmin: true, "arithmetic with pointers, which the programs need and the verifier else refuses (EACCES)"),
        new("CAP_BPF", 39, InSysAdmin: true, "making maps, loading programs"),
    ];

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
