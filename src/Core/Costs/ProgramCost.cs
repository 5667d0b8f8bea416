using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Costs;

/// <summary>What one run of one program takes. A run is a packet as the kernel passes it: at TC, one that was joined of forty is one run.</summary>
/// <param name="Program">Its name in the object file.</param>
/// <param name="Nanoseconds">Mean over <paramref name="Runs"/>.</param>
/// <param name="Runs">That were measured.</param>
public sealed record ProgramCost(string Program, Direction Direction, CostMethod Method, double Nanoseconds, long Runs);
