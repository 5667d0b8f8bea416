using NetMonitor.Core.Flows;

namespace NetMonitor.Engine.Flows;

/// <param name="Interface">Null for all.</param>
/// <param name="Count">Rows at most.</param>
public sealed record TopQuestion(string? Interface, FlowFilter Match, TalkerGrouping Grouping, TalkerMeasure Measure, int Count);
