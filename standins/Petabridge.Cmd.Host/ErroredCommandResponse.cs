namespace Petabridge.Cmd;

/// <summary>Says why a command failed. The client writes it to standard error and ends with an exit code of failure.</summary>
public sealed class ErroredCommandResponse : CommandResponse
{
    public ErroredCommandResponse(string msg, bool final = true)
        : base(msg, final)
    {
    }
}
