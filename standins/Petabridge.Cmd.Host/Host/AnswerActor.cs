namespace Petabridge.Cmd.Host;

/// <summary>
/// The sender of one command, for as long as it runs: what is told here after the answer has ended, or after the client has gone,
/// reaches nobody.
/// </summary>
internal sealed class AnswerActor : ReceiveActor
{
    public AnswerActor()
    {
        Receive<CommandResponse>(Pass);
        Receive<Status.Failure>(failure => Pass(new ErroredCommandResponse(failure.Cause.Message)));
    }

    private static void Pass(CommandResponse response) => Context.Parent.Tell(response, Context.Self);
}
