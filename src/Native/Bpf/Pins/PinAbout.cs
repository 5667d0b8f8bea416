using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Bpf.Pins;

/// <summary>What a generation says of itself: lines of key=value, for people and for the next process.</summary>
/// <param name="Abi">NM_ABI_VERSION of its programs.</param>
/// <param name="Digest">Of its object file and all that was set before load: equal where the programs and maps are.</param>
/// <param name="Mode">How it is attached.</param>
/// <param name="Account">Names the series of absolute counters that this generation goes on with.</param>
/// <param name="Since">When the account began: seconds since 1970.</param>
/// <param name="Kernel">The kernel's counters when the account began, or began again after a gap.</param>
/// <param name="Before">As <paramref name="Kernel"/>, from before anything was attached: what came between the two may or may not have been counted. Null where the
/// account began again after a gap.</param>
/// <param name="HasFlows">Whether it counts flows.</param>
/// <param name="MadeClsact">Whether the clsact qdisc is of our making.</param>
/// <param name="Reason">Why it is attached the way it is.</param>
/// <param name="Ids">The kernel's ids of its maps and programs when they were pinned, as <c>name:id</c>, sorted.</param>
public sealed record PinAbout(
    int Abi,
    string Digest,
    NicIdentity Nic,
    NicMode Mode,
    long Account,
    long Since,
    LinkStatistics Kernel,
    LinkStatistics? Before,
    bool HasFlows,
    bool MadeClsact,
    string Reason,
    string Ids)
{
    /// <summary>Room for the longest.</summary>
    public const int Bytes = 4096;

    /// <summary>Whether this may be the device that the generation was attached to, when no program is left on it that would prove it.</summary>
    public bool MayBe(NicIdentity nic, in LinkStatistics kernel) =>
        nic == Nic && kernel.RxPackets >= Kernel.RxPackets && kernel.TxPackets >= Kernel.TxPackets;

    public byte[] Format()
    {
        var text = new StringBuilder();
        Line("abi", Number(Abi));
        Line("digest", Digest);
        Line("ifindex", Number(Nic.Index));
        Line("name", Nic.Name);
        Line("mac", Nic.Mac);
        Line("kind", Nic.Kind);
        Line("mode", Mode.ToString());
        Line("account", Number(Account));
        Line("since", Number(Since));
        Line("kernel", Figures(Kernel));
        Line("before", Before is { } before ? Figures(before) : "");
        Line("flows", HasFlows ? "yes" : "no");
        Line("clsact", MadeClsact ? "ours" : "");
        Line("ids", Ids);
        Line("reason", Reason.ReplaceLineEndings(" "));
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        return bytes.Length < Bytes ? bytes : bytes[..(Bytes - 1)];

        void Line(string key, string value) => text.Append(key).Append('=').Append(value).Append('\n');
    }

    /// <exception cref="FormatException">Not of our writing.</exception>
    public static PinAbout Parse(ReadOnlySpan<byte> bytes)
    {
        var values = Encoding.UTF8.GetString(bytes.TrimEnd((byte)0)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).GroupBy(pair => pair[0]).ToDictionary(pairs => pairs.Key, pairs => pairs.First()[1]);
        return new PinAbout(
            (int)Integer("abi"),
            Text("digest"),
            new NicIdentity((int)Integer("ifindex"), Text("name"), Text("mac"), Text("kind")),
            Enum.TryParse<NicMode>(Text("mode"), out var mode) ? mode : throw new FormatException($"mode is '{Text("mode")}'"),
            Integer("account"),
            Integer("since"),
            Statistics(Text("kernel")),
            values.TryGetValue("before", out var before) && before.Length > 0 ? Statistics(before) : null,
            Text("flows") == "yes",
            Text("clsact") == "ours",
            Text("reason"),
            Text("ids"));

        string Text(string key) => values.TryGetValue(key, out var value) ? value : throw new FormatException($"there is no {key}");
        long Integer(string key) => long.Parse(Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Figures(LinkStatistics statistics) => string.Join(
        ',',
        MemoryMarshal.Cast<LinkStatistics, ulong>(MemoryMarshal.CreateReadOnlySpan(in statistics, 1)).ToArray()
            .Select(figure => figure.ToString(CultureInfo.InvariantCulture)));

    private static LinkStatistics Statistics(string text)
    {
        var statistics = default(LinkStatistics);
        var figures = MemoryMarshal.Cast<LinkStatistics, ulong>(MemoryMarshal.CreateSpan(ref statistics, 1));
        foreach (var (place, figure) in text.Split(',').Take(figures.Length).Index())
        {
            figures[place] = ulong.Parse(figure, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return statistics;
    }
}
