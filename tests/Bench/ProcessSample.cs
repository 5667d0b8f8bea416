using System.Globalization;

namespace NetMonitor.Bench;

/// <summary>What /proc says of a process at one moment. Sizes in kB.</summary>
/// <param name="Rss">All pages in RAM, mapped BPF memory included.</param>
/// <param name="BpfResident">Of them, those of mapped BPF maps.</param>
/// <param name="BpfMapped">The BPF maps' memory that is mapped, in RAM or not.</param>
/// <param name="Private">Pages that no other process maps, Private_Clean and Private_Dirty, without those of mapped BPF maps.</param>
/// <param name="Dirty">Of them, those that were written to.</param>
internal sealed record ProcessSample(long Rss, long Anonymous, long BpfResident, long BpfMapped, long Private, long Dirty, int Threads, int Descriptors)
{
    private const string BpfMap = "anon_inode:bpf-map";

    public static ProcessSample Of(int pid)
    {
        var status = Sums(File.ReadLines($"/proc/{pid}/status"));
        var rollup = Sums(File.ReadLines($"/proc/{pid}/smaps_rollup"));
        var bpf = Sums(OfBpf(File.ReadLines($"/proc/{pid}/smaps")));
        long Bpf(string figure) => bpf.GetValueOrDefault(figure);
        var dirty = rollup["Private_Dirty"] - Bpf("Private_Dirty");
        return new ProcessSample(
            status["VmRSS"], status["RssAnon"], Bpf("Rss"), Bpf("Size"), rollup["Private_Clean"] - Bpf("Private_Clean") + dirty, dirty,
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

    /// <summary>The lines of smaps that tell figures of mapped BPF maps.</summary>
    private static IEnumerable<string> OfBpf(IEnumerable<string> lines)
    {
        var isBpf = false;
        foreach (var line in lines)
        {
            // A mapping begins with its addresses, a figure of it with a name and a colon.
            if (!line[..line.IndexOf(' ')].EndsWith(':'))
            {
                isBpf = line.EndsWith(BpfMap, StringComparison.Ordinal);
            }
            else if (isBpf)
            {
                yield return line;
            }
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
