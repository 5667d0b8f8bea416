using NetMonitor.Core.Flows;
using NetMonitor.Engine.Snapshot;

namespace NetMonitor.Engine.Flows;

/// <summary>Answers questions about flows, for every face. The ledger's actor only copies its flows; all that comes after is done where the answer
/// is awaited.</summary>
/// <param name="view">The host as it looks when it is asked for.</param>
/// <param name="time">For the wall clock.</param>
public sealed class FlowDesk(Func<HostView> view, FlowQuery query, TimeProvider time)
{
    /// <exception cref="FlowRefusal">There is no answer.</exception>
    public async Task<FlowsAnswer> FlowsAsync(FlowsQuestion question, CancellationToken cancellation)
    {
        var scope = FlowScope.Of(view(), time.GetUtcNow(), question.Interface, question.Match);
        return FlowsAnswer.Of(scope, await DumpAsync(scope.Filter, cancellation), question.Count);
    }

    /// <exception cref="FlowRefusal">There is no answer.</exception>
    public async Task<ConversationsAnswer> ConversationsAsync(FlowsQuestion question, CancellationToken cancellation)
    {
        var scope = FlowScope.Of(view(), time.GetUtcNow(), question.Interface, question.Match);
        return ConversationsAnswer.Of(scope, await DumpAsync(scope.OfInterface(FlowFilter.All), cancellation), question.Count);
    }

    /// <exception cref="FlowRefusal">There is no answer.</exception>
    public async Task<TopAnswer> TopAsync(TopQuestion question, CancellationToken cancellation)
    {
        var scope = FlowScope.Of(view(), time.GetUtcNow(), question.Interface, question.Match);
        return TopAnswer.Of(scope, await DumpAsync(scope.Filter, cancellation), question);
    }

    private async Task<FlowDump> DumpAsync(FlowFilter filter, CancellationToken cancellation)
    {
        try
        {
            return await query(filter, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException busy)
        {
            throw new FlowRefusal(FlowRefusalKind.Busy, $"the ledger of flows is busy: {busy.Message}; ask again");
        }
    }
}
