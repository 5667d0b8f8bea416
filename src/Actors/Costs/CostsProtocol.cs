using Akka.Event;

namespace NetMonitor.Actors.Costs;

/// <summary>What the actor at <c>/user/costs</c> understands.</summary>
public interface ICostsMessage;

/// <summary>From the measurement of the programs: it is over, and its figures are among those of the NICs.</summary>
public sealed record ProgramsMeasured : ICostsMessage, IDeadLetterSuppression
{
    public static ProgramsMeasured Instance { get; } = new();
}
