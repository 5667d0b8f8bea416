namespace Akka.TestKit;

public sealed class NullMessageEnvelope : MessageEnvelope
{
    public static NullMessageEnvelope Instance = new();

    private NullMessageEnvelope()
    {
    }

    public override object Message => throw new IllegalActorNameException("last receive did not dequeue a message");

    public override IActorRef Sender => throw new IllegalActorNameException("last receive did not dequeue a message");

    public override string ToString() => "<null>";
}
