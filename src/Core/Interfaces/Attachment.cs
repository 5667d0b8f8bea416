using System.Collections.Immutable;

namespace NetMonitor.Core.Interfaces;

/// <summary>How one NIC is counted, and why it is counted that way.</summary>
/// <param name="Reason">One line: the policy that chose the mode, or the refusal that ruled out a better one.</param>
public sealed record Attachment(Generation Generation, AttachMode Mode, string Reason)
{
    public Endurance Endurance { get; init; } = Endurance.EndsWithProcess("nothing of it is pinned");

    /// <summary>Tells this opening of the NIC from others of the same <see cref="Generation"/>, as an account has them that is gone on with. Grows with each.</summary>
    public long Opened { get; init; } = Generation.Value;

    /// <summary>What was refused before <see cref="Mode"/> was reached, the best one first; <see cref="Reason"/> names all of it.</summary>
    public ImmutableArray<RefusedRung> Refused { get; init; } = [];

    public FlowRoom Flows { get; init; } = FlowRoom.None("flows are off");
}
