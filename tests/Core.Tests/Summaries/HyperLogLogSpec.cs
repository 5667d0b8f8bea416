using System.Buffers.Binary;
using FsCheck.Xunit;
using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Tests.Summaries;

[Properties(Arbitrary = [typeof(SummaryGenerators)])]
public sealed class HyperLogLogSpec : ExactMergeLaws<HyperLogLog, int>
{
    [Property]
    public void Merge_should_change_nothing_when_it_brings_nothing_new(HyperLogLog a, HyperLogLog b)
    {
        Assert.Equal(a, a.Merge(HyperLogLog.Of(a.Registers)));
        Assert.Equal(a.Merge(b), a.Merge(b).Merge(a));
    }

    [Property]
    public void Keys_that_both_saw_should_count_once(int[] mine, int[] ours, int[] yours) =>
        Assert.Equal(Summary([.. mine, .. ours, .. yours]), Summary([.. mine, .. ours]).Merge(Summary([.. ours, .. yours])));

    [Property]
    public void Estimate_should_not_fall_when_more_is_merged(HyperLogLog a, HyperLogLog b) =>
        Assert.True(a.Merge(b).Estimate >= a.Estimate * (1 - 1e-12), $"{a.Merge(b).Estimate} after {a.Estimate}");

    [Property]
    public void Summary_should_come_back_from_its_own_registers(HyperLogLog a) => Assert.Equal(a, HyperLogLog.Of(a.Registers));

    [Property]
    public void Builder_should_be_as_new_when_cleared(int[] before, int[] keys)
    {
        var builder = new HyperLogLogBuilder();
        Feed(builder, before);
        var first = builder.ToHyperLogLog();
        builder.Clear();
        Feed(builder, keys);
        Assert.Equal(Summary(keys), builder.ToHyperLogLog());
        Assert.Equal(Summary(before), first);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(3_000)]
    [InlineData(8_191)]
    [InlineData(10_000)]
    [InlineData(12_289)]
    [InlineData(20_011)]
    [InlineData(50_021)]
    [InlineData(100_003)]
    [InlineData(300_007)]
    [InlineData(1_000_003)]
    public void Estimate_should_lie_within_three_standard_errors(int keys)
    {
        var estimate = Summary(keys, seed: 1).Estimate;
        Assert.True(Math.Abs(estimate - keys) <= 3 * HyperLogLog.StandardError * keys, $"{estimate} for {keys}");
    }

    /// <summary>Over many sets the errors have to look as they should, not only stay below a bound: 200 sets tell a standard deviation to 5 %,
    /// and a bias to 7 % of it.</summary>
    /// <param name="share">Of the stated standard error, which is that of large sets. As seen over 2,000 sets each; below one key per
    /// register it follows sqrt(e^t - t - 1) / t for t keys per register, as linear counting does.</param>
    [Theory]
    [InlineData(500, 0.70)]
    [InlineData(4_096, 0.76)]
    [InlineData(10_007, 0.83)]
    [InlineData(30_011, 0.95)]
    public void Errors_should_have_no_bias_and_the_stated_deviation(int keys, double share)
    {
        var errors = Enumerable.Range(100, 200).Select(seed => ((Summary(keys, seed).Estimate / keys) - 1) / HyperLogLog.StandardError).ToArray();
        Assert.InRange(errors.Average(), -0.21, 0.21);
        Assert.InRange(Math.Sqrt(errors.Average(error => error * error)), 0.85 * share, 1.15 * share);
    }

    /// <summary>Known answers of this estimator at 4,096 registers: with v of them at 1 and the others empty it is close to v, and so on.</summary>
    [Theory]
    [InlineData(100, 1, 0, 101.2)]
    [InlineData(4_096, 1, 0, 5_909.3)]
    [InlineData(4_095, 3, 0, 23_597)]
    public void Estimate_should_be_known_for_simple_registers(int registers, byte value, byte others, double estimate)
    {
        var summary = HyperLogLog.Of([.. Enumerable.Repeat(value, registers), .. Enumerable.Repeat(others, HyperLogLog.Size - registers)]);
        Assert.Equal(estimate, summary.Estimate, 1.0);
    }

    /// <summary>Registers as they are expected after so many keys, which no test could add: one holds at most k with a probability of
    /// exp(-keys / (registers 2^k)).</summary>
    [Theory]
    [InlineData(1e3)]
    [InlineData(1e5)]
    [InlineData(1e9)]
    [InlineData(1e13)]
    [InlineData(1e17)]
    [InlineData(1e18)]
    [InlineData(1e19)]
    public void Estimate_should_have_no_bias_up_to_the_largest_number(double keys)
    {
        var registers = new byte[HyperLogLog.Size];
        for (var i = 0; i < registers.Length; i++)
        {
            while (registers[i] < HyperLogLog.LargestRegister
                && Math.Exp(-keys / HyperLogLog.Size / Math.Pow(2, registers[i])) <= (i + 0.5) / HyperLogLog.Size)
            {
                registers[i]++;
            }
        }

        Assert.InRange(HyperLogLog.Of(registers).Estimate / keys, 0.995, 1.005);
    }

    [Fact]
    public void Estimate_should_have_an_end()
    {
        var full = HyperLogLog.Of([.. Enumerable.Repeat((byte)HyperLogLog.LargestRegister, HyperLogLog.Size)]);
        Assert.Equal(Math.Pow(2, 64), full.Estimate);
        Assert.Equal(0, HyperLogLog.Empty.Estimate);
    }

    /// <summary>Computed by another implementation of the hash.</summary>
    [Fact]
    public void Registers_should_stay_what_they_are_so_that_hosts_of_all_versions_can_merge()
    {
        var expected = new byte[HyperLogLog.Size];
        (expected[482], expected[2051], expected[1171]) = (1, 1, 3);
        Assert.Equal(expected, Summary([1, 2, 3]).Registers);
    }

    [Fact]
    public void Registers_of_another_shape_should_be_refused()
    {
        Assert.Throws<ArgumentException>(() => HyperLogLog.Of(new byte[HyperLogLog.Size - 1]));
        Assert.Throws<ArgumentException>(() => HyperLogLog.Of([.. new byte[HyperLogLog.Size - 1], HyperLogLog.LargestRegister + 1]));
    }

    [Fact]
    public void Add_should_allocate_nothing()
    {
        var builder = new HyperLogLogBuilder();
        Feed(builder, Enumerable.Range(0, 100));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
        {
            Add(builder, i);
        }

        builder.Clear();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    protected override HyperLogLog Of(IReadOnlyList<int> stream) => Summary([.. stream]);

    internal static HyperLogLog Summary(int[] keys)
    {
        var builder = new HyperLogLogBuilder();
        Feed(builder, keys);
        return builder.ToHyperLogLog();
    }

    /// <summary>Keys as like each other as addresses of one network are: they only count up.</summary>
    private static HyperLogLog Summary(int keys, int seed)
    {
        var builder = new HyperLogLogBuilder();
        Feed(builder, Enumerable.Range(seed * 2_000_003, keys));
        return builder.ToHyperLogLog();
    }

    private static void Feed(HyperLogLogBuilder builder, IEnumerable<int> keys)
    {
        foreach (var key in keys)
        {
            Add(builder, key);
        }
    }

    private static void Add(HyperLogLogBuilder builder, int key)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, key);
        builder.Add(bytes);
    }
}
