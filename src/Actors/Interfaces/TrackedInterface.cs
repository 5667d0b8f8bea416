using Akka.Actor;
using NetMonitor.Actors.Tree;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Interfaces;

/// <summary>What <see cref="InterfaceSupervisor"/> knows about one NIC, and who waits to hear how an order ended.</summary>
internal sealed class TrackedInterface(LinkDescription link, FailureAccount account)
{
    private readonly List<(IActorRef Sender, OrderGoal Goal)> _waiting = [];

    public LinkDescription Link { get; set; } = link;

    public IActorRef? Monitor { get; set; }

    /// <summary>Where its monitor lives, or would live; null until it is looked for.</summary>
    public string? Path { get; set; }

    public FailureAccount Account { get; } = account;

    public Ending Ending { get; set; }

    /// <summary>The present monitor's.</summary>
    public Parting Parting { get; set; } = new();

    /// <summary>Why there is no attachment; null from an attempt on until that fails.</summary>
    public AttachRefused? Failure { get; private set; }

    public string Reason => Failure?.Message ?? "";

    public int FailuresInRow { get; set; }

    /// <summary>The wait that is under way, and when it began; null while there is none.</summary>
    public (TimeSpan Length, long From)? Backoff { get; set; }

    public long? AttachedAt { get; set; }

    /// <summary>Whether a better way of counting was refused when it was attached.</summary>
    public bool IsRefusedBetter { get; set; }

    public bool IsAttached => Monitor is not null && AttachedAt is not null && Ending == Ending.No;

    /// <summary>How much of the attachment's life was none, see <see cref="InterfaceFailure.Silence"/>.</summary>
    public TimeSpan Silence { get; private set; }

    public void Fail(AttachRefused failure, TimeSpan silence, DateTimeOffset at)
    {
        Failure = failure;
        Silence = silence;
        Account.Last = new LastFailure(failure.Kind.ToString().ToLowerInvariant(), at, failure.Message);
    }

    public void ForgetFailure()
    {
        Failure = null;
        Silence = TimeSpan.Zero;
        Backoff = null;
    }

    public void Await(OrderGoal goal, IActorRef sender) => _waiting.Add((sender, goal));

    public void AnswerAttached(Attachment attachment)
    {
        var how = attachment.Mode.ToString().ToLowerInvariant();
        Answer(OrderGoal.Attached, $"attached, {how}: {attachment.Reason}");
        Refuse(OrderGoal.Detached, "attached by another command meanwhile");
    }

    public void AnswerDetached(string message)
    {
        Answer(OrderGoal.Detached, message);
        Refuse(OrderGoal.Attached, "detached by another command meanwhile");
    }

    public void RefuseAll(string reason)
    {
        Refuse(OrderGoal.Attached, reason);
        Refuse(OrderGoal.Detached, reason);
        RefuseFlowRoom(reason);
    }

    /// <summary>The order that this sender has waited for longest.</summary>
    public void AnswerFlowRoom(IActorRef sender, bool isDone, string message)
    {
        if (_waiting.Remove((sender, OrderGoal.FlowRoom)))
        {
            sender.Tell(isDone ? new OrderDone(Link.Name, message) : new OrderRefused(Link.Name, message));
        }
    }

    public void RefuseFlowRoom(string reason) => Refuse(OrderGoal.FlowRoom, reason);

    private void Answer(OrderGoal goal, string message) => Tell(goal, new OrderDone(Link.Name, message));

    private void Refuse(OrderGoal goal, string reason) => Tell(goal, new OrderRefused(Link.Name, reason));

    private void Tell(OrderGoal goal, ISteeringMessage answer)
    {
        foreach (var (sender, _) in _waiting.Where(waiting => waiting.Goal == goal))
        {
            sender.Tell(answer);
        }

        _ = _waiting.RemoveAll(waiting => waiting.Goal == goal);
    }
}
