namespace NetMonitor.Core.Costs;

/// <summary>How a program's cost was found out.</summary>
public enum CostMethod
{
    /// <summary>By the kernel's run statistics of the program on the NIC, over its own packets. What the kernel needs to look at the clock twice
    /// is in it.</summary>
    RunStatistics,

    /// <summary>By running a copy with maps of its own on one frame, again and again: what it takes more than a program that does nothing.
    /// Nothing is counted, and all that it touches is in the CPU's caches.</summary>
    TestRun,
}
