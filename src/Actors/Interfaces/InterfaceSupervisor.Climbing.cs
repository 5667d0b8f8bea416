using Akka.Actor;
using Akka.Event;

namespace NetMonitor.Actors.Interfaces;

/// <summary>A NIC that is counted in a lesser way than could be is looked at again now and then: what stood in the way may have gone.</summary>
public sealed partial class InterfaceSupervisor
{
    /// <summary>By index: a name may be another NIC's by then.</summary>
    private void LookForBetterLater(TrackedInterface nic)
    {
        var due = new BetterDue(nic.Link.Index);
        if (nic.IsRefusedBetter)
        {
            Timers.StartSingleTimer(due, due, _settings.Restart.Backoff.Longest(_random()));
        }
        else
        {
            Timers.Cancel(due);
        }
    }

    private void LookForBetterAgain(int interfaceIndex)
    {
        if (_tracked.Values.FirstOrDefault(nic => nic.Link.Index == interfaceIndex && nic.IsAttached) is { } nic)
        {
            LookForBetter(nic);
            LookForBetterLater(nic);
        }
    }

    private static void LookForBetter(TrackedInterface nic)
    {
        if (nic is { IsAttached: true, IsRefusedBetter: true })
        {
            nic.Monitor!.Tell(new TryBetter());
        }
    }

    /// <summary>The next attachment begins at the top of the ladder and goes on with the account; what passes while it takes the place of this one shows as uncounted.</summary>
    private void TakeBetter()
    {
        if (OwnerOf(Sender) is { Ending: Ending.No } nic)
        {
            _log.Info("{0}: a better way of counting is not refused any more: attached anew", nic.Link.Name);
            Replace(nic, isFinal: false);
        }
    }

    private sealed record BetterDue(int InterfaceIndex) : INoSerializationVerificationNeeded, IDeadLetterSuppression;
}
