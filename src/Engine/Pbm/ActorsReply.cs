using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using NetMonitor.Actors.Tree;
using NetMonitor.Engine.Json;
using Petabridge.Cmd;

namespace NetMonitor.Engine.Pbm;

/// <summary>Asks some actors what they and their children are doing, and tells the client; then it stops. Of one that does not answer
/// it tells what can be seen from outside.</summary>
public sealed class ActorsReply : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ImmutableArray<IActorRef> _asked;
    private readonly IActorRef _client;
    private readonly OutputFormat _format;
    private readonly Dictionary<string, ImmutableArray<ActorDescription>> _answers = new(StringComparer.Ordinal);

    public ActorsReply(ImmutableArray<IActorRef> asked, IActorRef client, OutputFormat format)
    {
        _asked = asked;
        _client = client;
        _format = format;

        Receive<ActorsDescribed>(Take);
        Receive<OutOfPatience>(_ => Answer());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="asked">In the order in which they are shown.</param>
    public static Props PropsFor(ImmutableArray<IActorRef> asked, IActorRef client, OutputFormat format) =>
        Props.Create(() => new ActorsReply(asked, client, format));

    protected override void PreStart()
    {
        Timers.StartSingleTimer(nameof(OutOfPatience), OutOfPatience.Instance, Patience);
        foreach (var actor in _asked)
        {
            actor.Tell(DescribeActors.Instance);
        }
    }

    private void Take(ActorsDescribed described)
    {
        _answers[described.Actors[0].Path] = described.Actors;
        if (_answers.Count == _asked.Length)
        {
            Answer();
        }
    }

    private void Answer()
    {
        List<ActorRow> rows = [.. _asked.SelectMany(RowsOf)];
        var text = _format == OutputFormat.Json ? JsonText.Of(ActorsJson.Shape, rows) : ActorsTable.Of(rows).TrimEnd('\n');
        _client.Tell(new CommandResponse(text));
        Context.Stop(Self);
    }

    private IEnumerable<ActorRow> RowsOf(IActorRef actor)
    {
        var path = actor.Path.ToStringWithoutAddress();
        return _answers.TryGetValue(path, out var described)
            ? described.Select(ActorRow.Of)
            : [ActorRow.Silent(path, MailboxDepth.Of(actor))];
    }

    private sealed class OutOfPatience : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly OutOfPatience Instance = new();
    }
}
