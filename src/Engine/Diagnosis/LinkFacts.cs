using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Diagnosis;

/// <summary>A NIC before anything is done with it.</summary>
/// <param name="State">Its operational state (RFC 2863), as <c>ip link</c> writes it in lower case: up, down, lowerlayerdown, unknown.</param>
/// <param name="XdpPrograms">The kernel's ids of the XDP programs on it, whoever attached them.</param>
public sealed record LinkFacts(LinkDescription Link, string State, ImmutableArray<uint> XdpPrograms)
{
    /// <summary>Who holds its XDP hooks, as far as this process may see; null where nobody does.</summary>
    public string? XdpHolders { get; init; }
}
