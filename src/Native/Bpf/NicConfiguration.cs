using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf;

/// <summary>Everything that is decided before the programs of one NIC are loaded.</summary>
/// <param name="HasEthernet">False for a device whose packets start with the IP header.</param>
/// <param name="Flows">Null: flows are not counted, and cost nothing.</param>
/// <param name="Programs">The programs to load; the others cost nothing.</param>
/// <param name="PossibleCpus">Each has its slots, whether it runs or not.</param>
/// <param name="OnlineCpus">Those that run: each has a part of the flow table.</param>
internal sealed record NicConfiguration(
    ObjectImage Image, bool HasEthernet, FlowTableSize? Flows, IReadOnlyCollection<string> Programs, int PossibleCpus, IReadOnlyList<int> OnlineCpus)
{
    public static NicConfiguration Now(ObjectImage image, bool hasEthernet, FlowTableSize? flows, IReadOnlyCollection<string> programs) =>
        new(image, hasEthernet, flows, programs, Libbpf.PossibleCpus(), flows is null ? [] : Bpf.OnlineCpus.Read());

    /// <summary>The same where programs and maps are the same, but for the seed of the flow table's hash.</summary>
    public string Digest
    {
        get
        {
            var flows = Flows is { } size ? string.Create(CultureInfo.InvariantCulture, $"{size.Slots}/{size.RingBytes}") : "off";
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"{NicPrograms.AbiVersion} {HasEthernet} {flows} {string.Join(',', Programs)} {PossibleCpus} {string.Join(',', OnlineCpus)}");
            return Convert.ToHexStringLower(SHA256.HashData([.. SHA256.HashData(Image.Bytes), .. Encoding.UTF8.GetBytes(text)]));
        }
    }
}
