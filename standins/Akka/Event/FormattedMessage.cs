namespace Akka.Event;

/// <summary>Put together only when somebody writes it.</summary>
internal sealed class FormattedMessage(ILogMessageFormatter formatter, string format, object[] arguments) : LogMessage(formatter, format)
{
    public override string Unformatted() => $"{Format} [{string.Join(',', arguments)}]";

    public override IEnumerable<object> Parameters() => arguments;

    public override string ToString()
    {
        try
        {
            return Formatter.Format(Format, arguments);
        }
        catch (FormatException)
        {
            return Unformatted();
        }
    }
}
