using Akka.Actor;
using NetMonitor.Engine.Flows;
using NetMonitor.Engine.Json;
using Petabridge.Cmd;

namespace NetMonitor.Engine.Pbm;

/// <summary>What is told to a client that asked for flows.</summary>
internal static class FlowReply
{
    /// <summary>Never faults: nobody would hear of it, and the client would wait.</summary>
    public static async Task TellAsync(IActorRef client, Func<CancellationToken, Task<string>> answer, CancellationToken over)
    {
        // Off the actor's thread at once, also where all is there already.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            client.Tell(new CommandResponse(await answer(over)));
        }
        catch (FlowRefusal refusal)
        {
            client.Tell(new ErroredCommandResponse(refusal.Lines));
        }
        catch (Exception failure)
        {
            client.Tell(new ErroredCommandResponse($"the command failed: {failure.Message}"));
        }
    }

    public static string Text(TopAnswer answer, OutputFormat format) => format switch
    {
        OutputFormat.Json => JsonText.Of(TopAnswer.Shape, answer),
        OutputFormat.Csv => Lines(ShownTalker.Shape, answer.Rows),
        _ => TopTable.Of(answer).TrimEnd('\n'),
    };

    public static string Text(FlowsAnswer answer, OutputFormat format) => format switch
    {
        OutputFormat.Json => JsonText.Of(FlowsAnswer.Shape, answer),
        OutputFormat.Csv => Lines(ShownFlow.Shape, answer.Rows),
        _ => FlowsTable.Of(answer).TrimEnd('\n'),
    };

    public static string Text(ConversationsAnswer answer, OutputFormat format) => format switch
    {
        OutputFormat.Json => JsonText.Of(ConversationsAnswer.Shape, answer),
        OutputFormat.Csv => Lines(ShownConversation.Shape, answer.Rows),
        _ => FlowsTable.Of(answer).TrimEnd('\n'),
    };

    private static string Lines<T>(RowShape<T> shape, IEnumerable<T> rows) => string.Concat(rows.Select(shape.CsvLine).Prepend(shape.CsvHeader));
}
