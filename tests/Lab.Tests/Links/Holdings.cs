using System.Collections.Immutable;

namespace NetMonitor.Lab.Tests.Links;

/// <summary>What a process holds of the kernel: descriptors by kind, mapped BPF memory, programs by their ids.</summary>
internal sealed record Holdings(ImmutableSortedDictionary<string, int> Descriptors, int MappedMaps, ImmutableSortedSet<uint> Programs)
{
    public static Holdings Of(int process) => new(
        Directory.EnumerateFiles($"/proc/{process}/fd")
            .Select(KindOf)
            .Where(kind => kind.Length > 0)
            .CountBy(kind => kind)
            .ToImmutableSortedDictionary(kind => kind.Key, kind => kind.Value, StringComparer.Ordinal),
        File.ReadLines($"/proc/{process}/maps").Count(line => line.EndsWith("anon_inode:bpf-map", StringComparison.Ordinal)),
        [.. LoadedPrograms.HeldBy(process)]);

    public bool Equals(Holdings? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() =>
        $"{string.Join(", ", Descriptors.Select(kind => $"{kind.Value} {kind.Key}"))}; {MappedMaps} mapped maps; programs {string.Join(' ', Programs)}";

    /// <summary>The target without its number, as <c>anon_inode:bpf-map</c> or <c>socket:</c>; empty for one that is closed meanwhile.
    /// </summary>
    private static string KindOf(string descriptor)
    {
        try
        {
            var target = new FileInfo(descriptor).LinkTarget ?? "";
            return target.IndexOf('[', StringComparison.Ordinal) is var bracket and > 0 && !target.StartsWith("anon_inode", StringComparison.Ordinal)
                ? target[..bracket]
                : target;
        }
        catch (IOException)
        {
            return "";
        }
    }
}
