using System.Numerics;

namespace NetMonitor.Core.Summaries;

/// <summary>How many different keys a stream had, in <see cref="Size"/> bytes however many there were.</summary>
/// <remarks>
/// Flajolet, Fusy, Gandouet, Meunier, HyperLogLog: the analysis of a near-optimal cardinality estimation algorithm, AofA 2007: a key's hash chooses a
/// register, which keeps the longest run of leading zeros seen in the rest of the hash, plus one. 64 bits of hash as in Heule, Nunkesser, Hall,
/// HyperLogLog in Practice, EDBT 2013, so that large counts need no correction. The estimate is Ertl's improved raw estimator (New cardinality
/// estimation algorithms for HyperLogLog sketches, arXiv:1702.01284, 2017): unbiased from none to the largest, with neither tables of bias nor
/// a switch to another estimator in between.
/// <para>Merging takes the larger of each register: exact in any grouping and order, and merging a summary with itself or again changes
/// nothing. So keys that several hosts saw count once.</para>
/// </remarks>
public sealed class HyperLogLog : IMergeable<HyperLogLog>, IEquatable<HyperLogLog>
{
    /// <summary>Bits of the hash that choose a register. Part of what hosts send each other, as are the hash and its seed: change none of
    /// them.</summary>
    public const int Precision = 12;

    /// <summary>Registers, of one byte each.</summary>
    public const int Size = 1 << Precision;

    /// <summary>Standard deviation of the estimate over its truth: 1.04 / sqrt(<see cref="Size"/>) = 1.6 % (Flajolet et al., theorem 1). It is
    /// 5/6 of this at ten thousand keys and 2/3 of it below one thousand; of n very few, one is missed with a chance of about n^2 / 8192.</summary>
    public const double StandardError = 1.04 / (1 << (Precision / 2));

    /// <summary>The largest value of a register: all the bits that choose none are zero.</summary>
    public const int LargestRegister = 64 - Precision + 1;

    /// <summary>Any constant would do; these are the first digits of pi after the point, in hexadecimal.</summary>
    internal const ulong Seed = 0x243F6A8885A308D3;

    private readonly byte[] _registers;

    internal HyperLogLog(byte[] registers) => _registers = registers;

    public static HyperLogLog Empty { get; } = new(new byte[Size]);

    /// <summary>What <see cref="Of"/> takes back.</summary>
    public ReadOnlySpan<byte> Registers => _registers;

    /// <summary>Never negative, 0 exactly if nothing was added, and 2^64 where every register is at its limit.</summary>
    public double Estimate
    {
        get
        {
            Span<int> histogram = stackalloc int[LargestRegister + 1];
            foreach (var register in _registers)
            {
                histogram[register]++;
            }

            var z = Size * Tau(1 - ((double)histogram[LargestRegister] / Size));
            for (var k = LargestRegister - 1; k >= 1; k--)
            {
                z = 0.5 * (z + histogram[k]);
            }

            z += Size * Sigma((double)histogram[0] / Size);
            return Math.Min(ulong.MaxValue, Size / (2 * Math.Log(2)) * Size / z);
        }
    }

    /// <exception cref="ArgumentException">Not <see cref="Size"/> registers of up to <see cref="LargestRegister"/> each.</exception>
    public static HyperLogLog Of(ReadOnlySpan<byte> registers) =>
        registers.Length == Size && !registers.ContainsAnyExceptInRange((byte)0, (byte)LargestRegister)
            ? new(registers.ToArray())
            : throw new ArgumentException($"It takes {Size} registers from 0 to {LargestRegister}.", nameof(registers));

    public HyperLogLog Merge(HyperLogLog other)
    {
        if (ReferenceEquals(other, Empty) || ReferenceEquals(other, this))
        {
            return this;
        }

        if (ReferenceEquals(this, Empty))
        {
            return other;
        }

        var merged = new byte[Size];
        for (var i = 0; i < Size; i += Vector<byte>.Count)
        {
            Vector.Max(new Vector<byte>(_registers, i), new Vector<byte>(other._registers, i)).CopyTo(merged, i);
        }

        return new(merged);
    }

    public bool Equals(HyperLogLog? other) => other is not null && Registers.SequenceEqual(other.Registers);

    public override bool Equals(object? obj) => Equals(obj as HyperLogLog);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(_registers);
        return hash.ToHashCode();
    }

    /// <summary>x + sum over k from 1 of x^(2^k) 2^(k-1), up to what a double can tell; infinite at 1. For the registers that are still
    /// 0.</summary>
    private static double Sigma(double x)
    {
        if (x >= 1)
        {
            return double.PositiveInfinity;
        }

        var (sum, before, weight) = (x, double.NaN, 1.0);
        while (sum != before)
        {
            x *= x;
            before = sum;
            sum += x * weight;
            weight *= 2;
        }

        return sum;
    }

    /// <summary>(1 - x - sum over k from 1 of (1 - x^(2^-k))^2 2^-k) / 3. For the registers that can hold no more.</summary>
    private static double Tau(double x)
    {
        if (x is <= 0 or >= 1)
        {
            return 0;
        }

        var (sum, before, weight) = (1 - x, double.NaN, 1.0);
        while (sum != before)
        {
            x = Math.Sqrt(x);
            before = sum;
            weight /= 2;
            sum -= (1 - x) * (1 - x) * weight;
        }

        return sum / 3;
    }
}
