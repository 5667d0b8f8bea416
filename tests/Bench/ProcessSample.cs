using System.Globalization;

namespace NetMonitor.Bench;

/// <summary>What /proc says of a process at one moment. Sizes in kB.</summary>
/// <param name="Rss">All pages in RAM, mapped BPF memory included.</param>
/// <param name="BpfResident">Of them, those of mapped BPF maps.</param>
/// <param name="BpfMapped">The BPF maps' memory that is mapped, in RAM or not.</param>
/// <param name="Private">Pages that no other process maps: Private_Clean and Private_Dirty.</param>
/// <param name="Dirty">Of them, those that were written to.</param>
internal sealed record ProcessSample(long Rss, long Anonymous, long BpfResident, long BpfMapped, long Private, long Dirty, int Threads, int Descriptors)
{
    private const string BpfMap = "anon_inode:bpf-map";

    public static ProcessSample Of(int pid)
    {
        var status = Sums(File.ReadLines($"/proc/{pid}/status"));
        var rollup = Sums(File.ReadLines($"/proc/{pid}/smaps_rollup"));
        var (resident, mapped) = Bpf(File.ReadLines($"/proc/{pid}/smaps"));
        return new ProcessSample(
            status["VmRSS"], status["RssAnon"], resident, mapped,
            rollup["Private_Clean"] + rollup["Private_Dirty"], rollup["Private_Dirty"],
            (int)status["Threads"], Directory.EnumerateFiles($"/proc/{pid}/fd").Count());
    }

    /// <summary>Each figure's median, on its own.</summary>
    public static ProcessSample Median(IReadOnlyList<ProcessSample> samples)
    {
        long Of(Func<ProcessSample, long> figure) => samples.Select(figure).Order().ElementAt(samples.Count / 2);
        return new ProcessSample(
            Of(s => s.Rss), Of(s => s.Anonymous), Of(s => s.BpfResident), Of(s => s.BpfMapped), Of(s => s.Private), Of(s => s.Dirty),
            (int)Of(s => s.Threads), (int)Of(s => s.Descriptors));
    }

    private static Dictionary<string, long> Sums(IEnumerable<string> lines) => lines
        .Select(line => line.Split([':', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length > 1 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out _))
        .GroupBy(words => words[0], words => Number(words[1]))
        .ToDictionary(group => group.Key, group => group.Sum());

    private static (long Resident, long Mapped) Bpf(IEnumerable<string> lines)
    {
        var (isBpf, resident, mapped) = (false, 0L, 0L);
        foreach (var line in lines)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            // A mapping begins with its addresses, a figure of it with a name and a colon.
            isBpf = words[0].EndsWith(':') ? isBpf : line.EndsWith(BpfMap, StringComparison.Ordinal);
            resident += isBpf && words[0] == "Rss:" ? Number(words[1]) : 0;
            mapped += isBpf && words[0] == "Size:" ? Number(words[1]) : 0;
        }

        return (resident, mapped);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
