using Akka.Actor;
using Akka.Event;
using NetMonitor.Actors.Configuration;
using NetMonitor.Actors.Host;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Interfaces;

public sealed partial class InterfaceSupervisor
{
    /// <summary>The reason of a NIC that was taken off by command.</summary>
    public const string DetachedByCommand = "detached by command";

    /// <summary>A NIC that is being given up is none any more.</summary>
    private IEnumerable<TrackedInterface> Present => _tracked.Values.Where(nic => nic.Ending != Ending.Gone);

    private void CarryOut(InterfaceOrder order, Action<TrackedInterface> carryOut)
    {
        if (_tracked.TryGetValue(order.InterfaceName, out var nic) && nic.Ending != Ending.Gone)
        {
            carryOut(nic);
            return;
        }

        // Only a new list brings a NIC, with its description: what the selection leaves out is not known here.
        var names = Present.Select(present => present.Link.Name).Order(StringComparer.Ordinal).ToList();
        var existing = names.Count == 0 ? "there is none" : $"there are {string.Join(", ", names)}";
        Sender.Tell(new OrderRefused(
            order.InterfaceName,
            $"no such NIC is followed; {existing}; one that netmonitor.interfaces leaves out is followed after a start without that"));
    }

    private void Attach(TrackedInterface nic)
    {
        if (nic.IsAttached)
        {
            LookForBetter(nic);
            Sender.Tell(new OrderDone(nic.Link.Name, nic.IsRefusedBetter ? "attached already; what was refused is tried again" : "attached already"));
            return;
        }

        nic.Await(OrderGoal.Attached, Sender);
        var wasDetached = _orders.Attach(nic.Link.Name);
        if (nic.Monitor is not null)
        {
            // Attaching, or on its way to begin anew: either ends in an answer.
            return;
        }

        if (wasDetached)
        {
            StartFirst(nic);
        }
        else
        {
            TryNow(nic);
        }
    }

    private void Detach(TrackedInterface nic)
    {
        var isNew = _orders.Detach(nic.Link.Name);
        if (!isNew && nic.Monitor is null)
        {
            Sender.Tell(new OrderDone(nic.Link.Name, "detached already"));
            return;
        }

        nic.Await(OrderGoal.Detached, Sender);
        if (isNew)
        {
            Replace(nic, isFinal: true);
        }
    }

    private void Restart(TrackedInterface nic)
    {
        if (_orders.IsDetached(nic.Link.Name))
        {
            Sender.Tell(new OrderRefused(nic.Link.Name, $"{DetachedByCommand}; only attaching it brings it back"));
            return;
        }

        nic.Await(OrderGoal.Attached, Sender);
        if (nic.Monitor is null)
        {
            TryNow(nic);
        }
        else
        {
            Replace(nic, isFinal: false);
        }
    }

    private void ChangeInterval(TrackedInterface nic, TimeSpan interval)
    {
        var words = SettingsReader.Words(interval);
        if (!InterfaceSettings.Takes(interval))
        {
            Sender.Tell(new OrderRefused(nic.Link.Name, $"found '{words}' for an interval; takes {InterfaceSettings.AcceptedInterval}"));
            return;
        }

        _orders.SetInterval(nic.Link.Name, interval);
        nic.Monitor?.Tell(new IntervalChanged(interval));
        Sender.Tell(new OrderDone(
            nic.Link.Name,
            _orders.IsDetached(nic.Link.Name) ? $"will be read every {words} once it is attached" : $"read every {words}"));
    }

    /// <summary>What is refused does not stand. Where nobody is there to refuse it, it stands, and is tried at the next attachment.</summary>
    private void ChangeFlowRoom(TrackedInterface nic, int slots)
    {
        if (!FlowSlots.Takes(slots))
        {
            Sender.Tell(new OrderRefused(nic.Link.Name, $"found '{slots}' for slots; takes {FlowSlots.Accepted}"));
        }
        else if (nic is { Monitor: { } monitor, Ending: Ending.No })
        {
            nic.Await(OrderGoal.FlowRoom, Sender);
            monitor.Tell(new ChangeFlowRoom(slots, Sender));
        }
        else
        {
            _orders.SetFlowSlots(nic.Link.Name, slots);
            Sender.Tell(new OrderDone(nic.Link.Name, slots == 0
                ? "no flows will be counted once it is attached"
                : $"will be asked for {FlowSlots.Words(slots)} slots once it is attached"));
        }
    }

    private void FlowRoomWasChanged(FlowRoomChanged message)
    {
        if (OwnerOf(Sender) is not { } nic)
        {
            return;
        }

        var isDone = message.Refusal is null;
        if (isDone)
        {
            _orders.SetFlowSlots(nic.Link.Name, message.Slots);
            _log.Info("{0}: room for flows changed by command: {1}", nic.Link.Name, Words(message));
        }

        nic.AnswerFlowRoom(message.Asker, isDone, Words(message));
    }

    private void LimitAllFlows(LimitFlows message)
    {
        _orders.FlowLimit = message.Limit;
        foreach (var nic in _tracked.Values)
        {
            nic.Monitor?.Tell(message);
        }
    }

    private static string Words(FlowRoomChanged change) => change switch
    {
        { Refusal: { } refusal, Room.Slots: 0 } => $"{refusal}; flows stay off",
        { Refusal: { } refusal } => $"{refusal}; it keeps the {FlowSlots.Words(change.Room.Slots)} slots that it has",
        { Slots: 0 } => "asked for off, given off: packets are counted, flows are not",
        { Room: { IsCut: true } room } => $"given {FlowSlots.Words(room.Slots)} slots: {room.Reason}",
        _ => $"asked for {FlowSlots.Words(change.Slots)} slots, given {FlowSlots.Words(change.Room.Slots)}",
    };

    /// <summary>An attempt before its time; the row of failures goes on, so that the next wait is no shorter for it.</summary>
    private void TryNow(TrackedInterface nic)
    {
        Timers.Cancel(nic.Link.Name);
        StartAgain(nic.Link.Name);
    }

    /// <summary>Nothing is attached and nothing is tried. The totals stand.</summary>
    private void Rest(TrackedInterface nic)
    {
        nic.ForgetFailure();
        nic.AttachedAt = null;
        Release(nic);
        _firstRound.Excuse(nic.Link.Name);
        _host.Tell(new InterfaceDetached(nic.Link, InterfaceCondition.Detached, DetachedByCommand, nic.Account.Restarts));
        _log.Info("{0}: {1}", nic.Link.Name, DetachedByCommand);
        nic.AnswerDetached("detached; its totals stand");
    }

    private TimeSpan IntervalOf(TrackedInterface nic) => _orders.IntervalOf(nic.Link.Name) ?? _settings.IntervalOf(nic.Link);

    /// <summary>Nobody is left to carry them out, or the one that comes next does not know who asked.</summary>
    private void AbandonOrders()
    {
        foreach (var nic in _tracked.Values)
        {
            nic.RefuseAll("the actor that carries out orders ended; what became of this one is not known");
        }
    }
}
