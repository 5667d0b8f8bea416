using System.Globalization;
using NetMonitor.Lab;
using Xunit.Abstractions;

namespace NetMonitor.Native.Tests.Fuzz;

/// <summary>No byte beyond a frame's end is read, and every frame is counted once, whatever a fuzzer makes up.</summary>
public sealed class FrameFuzzerSpec(ITestOutputHelper output)
{
    private static readonly string Sources = Path.Combine(LabPaths.Root, "bpf");

    private static int Seconds =>
        int.TryParse(Environment.GetEnvironmentVariable("LAB_FUZZ_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 30;

    [FuzzerFact]
    public void Programs_should_keep_within_the_frame_and_count_it_once()
    {
        using var fuzzer = new FrameFuzzer(Sources);
        FuzzSeeds.WriteTo(fuzzer.Corpus);
        var seed = (uint)Random.Shared.Next(1, int.MaxValue);
        var (exitCode, said) = fuzzer.Search(Seconds, seed);

        output.WriteLine($"seed {seed}, {Seconds} s: {string.Join(", ", said.Split('\n').Where(line => line.StartsWith("stat::number", StringComparison.Ordinal) || line.StartsWith("Done", StringComparison.Ordinal)))}");
        Assert.True(exitCode == 0, $"seed {seed}: {Tail(said)}");
    }

    /// <summary>A fuzzer that finds nothing in broken code says nothing about whole code.</summary>
    [FuzzerTheory]
    [InlineData("nm_parse.h", "if (transport + sizeof(struct tcphdr) > (__u8 *)cursor->end)", "if (0)", "heap-buffer-overflow")]
    [InlineData("nm_parse.h", "if ((void *)(tag + 2) > cursor->end)", "if ((void *)(tag + 2) > cursor->end + 1)", "heap-buffer-overflow")]
    [InlineData("nm_plain.h", "if (ip + sizeof(struct ipv6hdr) > end || frame[0] & 1)", "if (frame[0] & 1)", "heap-buffer-overflow")]
    [InlineData("nm_count.h", "add(&slot->classes[found & NM_CLASS_MASK], packets, bytes);", "add(&slot->classes[found & NM_CLASS_MASK], 2 * packets, bytes);", "the sum of the classes")]
    [InlineData("nm_flow.h", "overflow(slot, class_of(&flow->key), NM_RING_FULL, flow->packets, flow->bytes);", "", "in flows")]
    public void Fuzzer_should_find_the_fault_when_the_code_is_broken(string file, string sound, string broken, string complaint)
    {
        using var copy = new BrokenCopy(Sources, file, sound, broken);
        using var fuzzer = new FrameFuzzer(copy.Folder);
        FuzzSeeds.WriteTo(fuzzer.Corpus);
        var (exitCode, said) = fuzzer.Replay();

        Assert.NotEqual(0, exitCode);
        Assert.Contains(complaint, said, StringComparison.Ordinal);
    }

    private static string Tail(string text) => text.Length < 4000 ? text : text[^4000..];

    private sealed class BrokenCopy : IDisposable
    {
        public BrokenCopy(string sources, string file, string sound, string broken)
        {
            foreach (var source in Directory.EnumerateFiles(sources))
            {
                File.Copy(source, Path.Combine(Folder, Path.GetFileName(source)));
            }

            var path = Path.Combine(Folder, file);
            var text = File.ReadAllText(path);
            Assert.Equal(2, text.Split(sound).Length);
            File.WriteAllText(path, text.Replace(sound, broken, StringComparison.Ordinal));
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("netmonitor-broken-").FullName;

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
