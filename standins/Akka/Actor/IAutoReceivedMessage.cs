namespace Akka.Actor;

/// <summary>Handled by the actor's cell before its own receive sees it.</summary>
public interface IAutoReceivedMessage
{
}
