using System.Collections.Immutable;
using NetMonitor.Engine.Diagnosis;
using NetMonitor.Native.Ethtool;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Engine.Readers;

/// <summary>The NICs of this network namespace as anybody may see them.</summary>
public static class LinkSurvey
{
    /// <exception cref="StartFailure">The kernel does not tell.</exception>
    /// <param name="bpffs">Where the BPF file system is mounted; null: who holds the XDP hooks is not asked.</param>
    public static ImmutableArray<LinkFacts> Take(string? bpffs)
    {
        try
        {
            using var links = Rtnetlink.Open();
            using var ethtool = EthtoolSocket.Open();
            return [.. links.ListLinks().Select(link => new LinkFacts(
                LinkDescriptions.Of(link, ethtool.Find(link.Name)), link.State.ToString().ToLowerInvariant(), [.. ForeignXdp.IdsOf(link.Xdp)])
            {
                XdpHolders = bpffs is null ? null : ForeignXdp.Words(link.Xdp, link.Index, bpffs),
            })];
        }
        catch (Exception refusal) when (Refusals.IsOne(refusal) || refusal is EthtoolException)
        {
            throw new StartFailure(ExitCode.Kernel, refusal.Message, refusal);
        }
    }
}
