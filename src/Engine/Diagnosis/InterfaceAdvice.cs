using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Metrics;

namespace NetMonitor.Engine.Diagnosis;

/// <summary>What would become of each NIC. Pure.</summary>
public static class InterfaceAdvice
{
    /// <summary>One check for each NIC, behind one for the choice where it leaves none.</summary>
    /// <param name="policy">What is allowed on each NIC.</param>
    public static ImmutableArray<Check> Of(HostFacts facts, InterfaceSelection selection, Func<LinkDescription, ModePolicy> policy)
    {
        if (facts.LinksFailure is { } failure)
        {
            return [new Check("interfaces", Verdict.Problem, failure, null, ExitCode.Kernel)];
        }

        var plans = facts.Links.Select(link => InterfacePlan.Of(link, selection, policy(link.Link), facts.ExpectsTcx)).ToList();
        var chosen = plans.Where(plan => plan.IsChosen).ToList();
        var allRefused = chosen.Count > 0 && chosen.All(plan => plan.Mode is null);
        var checks = plans.Select(plan => Line(plan, allRefused ? ExitCode.Kernel : null));
        return Choice(facts, selection) is { } problem ? [problem, .. checks] : [.. checks];
    }

    private static Check? Choice(HostFacts facts, InterfaceSelection selection)
    {
        try
        {
            _ = selection.ChooseFirst([.. facts.Links.Select(link => link.Link)]);
            return null;
        }
        catch (StartFailure failure)
        {
            return new Check("interfaces", Verdict.Problem, failure.Message, "netmonitor interfaces", failure.ExitCode);
        }
    }

    private static Check Line(InterfacePlan plan, ExitCode? exitCode) => plan switch
    {
        { IsChosen: false } => new(plan.Facts.Link.Name, Verdict.Ok, $"left out: {plan.Reason}"),
        { Mode: { } mode } => new(plan.Facts.Link.Name, Verdict.Ok, $"{TrafficLabels.Of(mode)}: {plan.Reason}"),
        _ => new(plan.Facts.Link.Name, Verdict.Problem, plan.Reason, "netmonitor run --mode auto", exitCode),
    };
}
