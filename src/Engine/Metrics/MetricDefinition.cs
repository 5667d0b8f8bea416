using System.Collections.Immutable;

namespace NetMonitor.Engine.Metrics;

/// <summary>One metric family.</summary>
/// <param name="Help">One line, without backslashes: it is written raw.</param>
public sealed record MetricDefinition(string Name, MetricKind Kind, string Help, ImmutableArray<string> Labels);
