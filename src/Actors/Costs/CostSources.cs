using System.Collections.Immutable;
using NetMonitor.Core.Costs;

namespace NetMonitor.Actors.Costs;

/// <summary>Where <see cref="CostAccountant"/> has its figures from.</summary>
/// <param name="Process">Asks the process about itself; some microseconds.</param>
/// <param name="Nics">Those that are attached, with what was measured last.</param>
/// <param name="MeasurePrograms">Measures what a run of each NIC's programs takes, and tells when it is over: once, on any thread, whatever becomes of it. It
/// returns at once.</param>
public sealed record CostSources(Func<ProcessCost> Process, Func<ImmutableArray<NicCost>> Nics, Action<Action> MeasurePrograms);
