// The real package says nothing about nulls; code that compiles against it must compile against this.
#nullable disable annotations

namespace Akka.Actor;

public abstract class AkkaException : Exception
{
    protected AkkaException()
    {
    }

    protected AkkaException(string message, Exception cause = null)
        : base(message, cause)
    {
    }
}
