using System.Runtime.InteropServices;
using NetMonitor.Lab;
using NetMonitor.Native.Abi;

namespace NetMonitor.Native.Tests.Bpf;

public sealed class PacketTableSpec(LoadedPrograms programs) : IClassFixture<LoadedPrograms>
{
    /// <summary>XDP_PASS, and TCX_NEXT: the packet's fate is left to others.</summary>
    private static readonly Dictionary<string, int> Verdicts = new()
    {
        [NmNames.XdpProgram] = 2,
        [NmNames.IngressProgram] = -1,
        [NmNames.EgressProgram] = -1,
    };

    public static TheoryData<string, string> Rows
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var row in PacketTable.Rows)
            {
                foreach (var program in Verdicts.Keys)
                {
                    data.Add(program, row.Name);
                }
            }

            return data;
        }
    }

    [BpfTheory]
    [MemberData(nameof(Rows))]
    public void Frame_should_be_counted_once_in_its_class_and_left_to_others(string program, string name) =>
        Check(program, PacketTable.Rows.Single(row => row.Name == name));

    [BpfTheory]
    [InlineData(NmNames.XdpProgram)]
    [InlineData(NmNames.IngressProgram)]
    [InlineData(NmNames.EgressProgram)]
    public void Frame_should_be_counted_once_when_it_is_cut_short_anywhere(string program)
    {
        Assert.True(CutFrames.All.Length > 1000, "the table shrank");
        foreach (var row in CutFrames.All.Where(row => program == NmNames.XdpProgram || !CutFrames.IsRefusedByTestRun(row)))
        {
            Check(program, row);
        }
    }

    [BpfFact]
    public void Frame_should_be_counted_with_all_its_bytes_when_it_is_longer_than_its_linear_part()
    {
        foreach (var row in LongFrames.All)
        {
            Check(NmNames.XdpProgram, row);
        }
    }

    [Fact]
    public void Table_should_hold_every_class()
    {
        var never = new[] { NmClass.V6 + (int)NmProtocol.Ah };
        var all = Enumerable.Range(0, (int)NmClass.Classes).Select(index => (NmClass)index);

        Assert.Equal([], all.Except(never).Except(PacketTable.Rows.Select(row => row.Class)));
        Assert.Equal(PacketTable.Rows.Length, PacketTable.Rows.Select(row => row.Name).Distinct().Count());
    }

    private void Check(string program, PacketRow row)
    {
        var (verdict, rx, tx) = programs.Count(program, row.Frame.Bytes);
        var (mine, other) = program == NmNames.EgressProgram ? (tx, rx) : (rx, tx);

        Assert.Equal(Verdicts[program], verdict);
        Assert.True(Cells(row.Expected()).SequenceEqual(Cells(mine)), $"{row.Name} by {program}: {Difference(row.Expected(), mine)}");
        Assert.True(Cells(default).SequenceEqual(Cells(other)), $"{row.Name} by {program} was counted in the other direction too");
        AssertSumIsTotal(mine);
    }

    private static void AssertSumIsTotal(NmCounters counters)
    {
        var packets = 0UL;
        var bytes = 0UL;
        foreach (var count in counters.Classes)
        {
            packets += count.Packets;
            bytes += count.Bytes;
        }

        Assert.Equal((counters.Total.Packets, counters.Total.Bytes), (packets, bytes));
    }

    private static string Difference(NmCounters expected, NmCounters actual)
    {
        var (wanted, found) = (Cells(expected), Cells(actual));
        return string.Join(", ", Enumerable.Range(0, wanted.Length).Where(i => wanted[i] != found[i])
            .Select(i => $"cell at {i * sizeof(ulong)} is {found[i]}, not {wanted[i]}"));
    }

    private static ulong[] Cells(NmCounters counters) =>
        MemoryMarshal.Cast<NmCounters, ulong>(MemoryMarshal.CreateReadOnlySpan(in counters, 1)).ToArray();
}
