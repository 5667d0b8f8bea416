using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Tests.Summaries;

/// <summary>Counts how often its values were merged.</summary>
internal sealed record MergeCount(int Value) : IMergeable<MergeCount>
{
    public static MergeCount Empty { get; } = new(0);

    public static int Merges { get; private set; }

    public MergeCount Merge(MergeCount other)
    {
        Merges++;
        return new(Value + other.Value);
    }
}
