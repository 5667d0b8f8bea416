namespace Akka.TestKit;

/// <summary>Marks tests whose messages carry no sender unless they say so.</summary>
public interface INoImplicitSender
{
}
