using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Interfaces;

/// <summary>One NIC's attachment, and the way to its counters. Calls never overlap; <see cref="CloseWindow"/> returns at once,
/// the others may block for some milliseconds.</summary>
public interface IInterfaceReader : IDisposable
{
    LinkDescription Link { get; }

    Attachment Attachment { get; }

    /// <summary>Ends the current window. <paramref name="closed"/> runs once, on any thread, when no packet program can still
    /// write to it; then <see cref="Read"/> may be called.</summary>
    /// <exception cref="InterfaceFailure">The kernel does not answer; no window was closed.</exception>
    void CloseWindow(Action closed);

    /// <summary>The counters as of the moment the last window was closed.</summary>
    /// <exception cref="InterfaceFailure">The attachment is gone, severed or cannot be read.</exception>
    InterfaceReading Read();

    /// <summary>The flows of all that <see cref="Read"/> or <see cref="Finish"/> read since the last call, and the account that they have to
    /// agree with. The caller disposes of it.</summary>
    /// <param name="nic">The name that the NIC has now.</param>
    /// <returns>Null where there is nothing to tell: the NIC has no room for flows (<see cref="Attachment.Flows"/>), or no window of them was due.</returns>
    FlowWindow? TakeFlows(string nic);

    /// <summary>Makes other room for flows while packets are counted; none is lost, and what there was is told with the next flows. It may come while a
    /// window is closing. <see cref="Attachment"/> then says what room there is: no more than the budget leaves.</summary>
    /// <param name="slots">Flows per window, as <see cref="FlowSlots"/> takes them; 0 for none.</param>
    /// <returns>Null when it is done, also where the budget left less than was asked for. Else one line that says why not: there is no room to change, none is
    /// left, or the kernel refused; everything is then as it was.</returns>
    string? ChangeFlows(int slots);

    /// <summary>The last reading of this reader, whose programs go on counting where they are pinned, for the next reader of this NIC, of this process or another. It may
    /// come while a window is closing, as <see cref="Finish"/>, and the same may follow. A reader that cannot leave anything behind finishes.</summary>
    /// <exception cref="InterfaceFailure">What was counted since the last reading cannot be read now; where it is pinned, the next reader has it.</exception>
    InterfaceReading LeaveCounting() => Finish();

    /// <summary>Flows are taken at most so often from now on, where the settings do not say longer: packets are counted as ever, flows stay where they are
    /// for longer, and more of them give way to others.</summary>
    /// <param name="least">For each half of the table; zero for what the settings say.</param>
    void LengthenFlows(TimeSpan least);

    /// <summary>Whether a better way of counting than <see cref="Attachment"/> would take the NIC now: one of those that were refused before
    /// (<see cref="Core.Interfaces.Attachment.Refused"/>). It is tried for real and given up again at once; what is attached counts on meanwhile.</summary>
    /// <param name="link">The NIC as it is described now.</param>
    bool HasBetter(LinkDescription link) => false;

    /// <summary>Detaches and returns everything this attachment has counted. It may come while a window is closing, whose
    /// <c>closed</c> then runs or does not. Only <see cref="TakeFlows"/> and <see cref="IDisposable.Dispose"/> may follow; disposing without this call leaves
    /// what is pinned to the next reader, detaches from all else, and forgets what was not read. Disposing twice is disposing once.</summary>
    /// <remarks>Where the NIC is gone the kernel's counters are those last seen.</remarks>
    /// <exception cref="InterfaceFailure">What was counted since the last reading cannot be read any more.</exception>
    InterfaceReading Finish();
}
