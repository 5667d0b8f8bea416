using System.Globalization;

namespace NetMonitor.Native.Bpf.Pins;

/// <summary>Names on the BPF file system, below the directory of one NIC.</summary>
internal static class PinNames
{
    /// <summary>A generation that is not whole yet.</summary>
    public const string Unfinished = "new";

    public const string About = "about";
    public const string Types = "types";
    public const string Carried = "carried";
    public const string Marks = "marks";

    /// <summary>Of a map or program, by its name in the object file.</summary>
    public static string Of(string name) => name.TrimStart('.').Replace('.', '_');

    public static string Of(Hook hook) => hook switch
    {
        Hook.Xdp => "xdp",
        Hook.GenericXdp => "xdp_generic",
        Hook.TcxIngress => "tcx_ingress",
        Hook.TcxEgress => "tcx_egress",
        _ => throw new ArgumentOutOfRangeException(nameof(hook), hook, "has no links"),
    };

    public static string Of(int generation) => generation.ToString(CultureInfo.InvariantCulture);

    /// <summary>A generation that is being removed.</summary>
    public static string Removed(int generation) => "old_" + Of(generation);

    public static int? Number(string name) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
