using System.Collections.Immutable;

namespace NetMonitor.Engine.Metrics;

/// <summary>One series' value.</summary>
/// <param name="Labels">Values, in the order of the definition's names.</param>
public sealed record Sample(MetricDefinition Metric, ImmutableArray<string> Labels, double Value);
