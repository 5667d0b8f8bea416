namespace Akka.Event;

/// <summary>Marks messages that may go lost without anyone wondering.</summary>
public interface IDeadLetterSuppression
{
}
