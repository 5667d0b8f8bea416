using System.Collections.Immutable;
using NetMonitor.Engine.Diagnosis;
using NetMonitor.Native.Ethtool;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Engine.Readers;

/// <summary>The NICs of this network namespace as anybody may see them.</summary>
public static class LinkSurvey
{
    /// <exception cref="StartFailure">The kernel does not tell.</exception>
    public static ImmutableArray<LinkFacts> Take()
    {
        try
        {
            using var links = Rtnetlink.Open();
            using var ethtool = EthtoolSocket.Open();
            return [.. links.ListLinks().Select(link => new LinkFacts(
                LinkDescriptions.Of(link, ethtool.Find(link.Name)), link.State.ToString().ToLowerInvariant(), Programs(link.Xdp)))];
        }
        catch (Exception refusal) when (Refusals.IsOne(refusal) || refusal is EthtoolException)
        {
            throw new StartFailure(ExitCode.Kernel, refusal.Message, refusal);
        }
    }

    private static ImmutableArray<uint> Programs(LinkXdp xdp) =>
        [.. new[] { xdp.DriverProgramId, xdp.GenericProgramId, xdp.HardwareProgramId }.Where(id => id != 0).Distinct()];
}
