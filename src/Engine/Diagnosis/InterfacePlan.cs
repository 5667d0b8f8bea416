using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Readers;

namespace NetMonitor.Engine.Diagnosis;

/// <summary>What <c>run</c> would do with one NIC.</summary>
/// <param name="IsChosen">Whether it would be counted at all.</param>
/// <param name="Mode">Null where it is left out, and where no mode that is allowed could work.</param>
/// <param name="Reason">Why this mode, why it is left out, or why none could work.</param>
public sealed record InterfacePlan(LinkFacts Facts, bool IsChosen, AttachMode? Mode, string Reason)
{
    /// <param name="hasTcx">Whether the kernel knows TCX.</param>
    public static InterfacePlan Of(LinkFacts facts, InterfaceSelection selection, ModePolicy policy, bool hasTcx)
    {
        if (WhyLeftOut(facts.Link, selection) is { } reason)
        {
            return new InterfacePlan(facts, IsChosen: false, null, reason);
        }

        var refused = new List<string>();
        foreach (var rung in AttachLadder.For(facts.Link, policy))
        {
            if (Obstacle(rung.Mode, facts, hasTcx) is { } obstacle)
            {
                refused.Add(obstacle);
                continue;
            }

            return new InterfacePlan(facts, IsChosen: true, rung.Mode, string.Join("; ", refused.Prepend(rung.Reason)));
        }

        return new InterfacePlan(facts, IsChosen: true, null, string.Join("; ", refused));
    }

    private static string? WhyLeftOut(LinkDescription link, InterfaceSelection selection)
    {
        ImmutableArray<LinkDescription> alone = [link];
        if ((selection with { Exclude = [], Sections = InterfaceSections.None }).Choose(alone).IsEmpty)
        {
            return link.IsLoopback ? $"the loopback device is counted when --interface {link.Name} names it" : "no --interface means it";
        }

        return selection.Exclude.FirstOrDefault(pattern => NicPattern.Matches(pattern, link)) is { } excluded ? $"--exclude {excluded} leaves it out"
            : selection.Sections.LeavingOut(link) is { } section ? $"{InterfaceSections.PathOf(section, InterfaceSections.Enabled)} is off"
            : null;
    }

    private static string? Obstacle(AttachMode mode, LinkFacts facts, bool hasTcx) => mode switch
    {
        AttachMode.Native when !facts.XdpPrograms.IsEmpty => $"not native: {Holders(facts)}",
        AttachMode.Generic when !facts.XdpPrograms.IsEmpty => $"not generic: {Holders(facts)}",
        AttachMode.Tcx when !hasTcx => "not tcx: this kernel has none",
        _ => null,
    };

    private static string Holders(LinkFacts facts) => facts.XdpHolders ?? $"XDP program {string.Join(", ", facts.XdpPrograms)} is on it already";
}
