using NetMonitor.Bench.OldVsNew;

namespace NetMonitor.Bench.Tests.OldVsNew;

public sealed class VerdictSpec
{
    private static readonly Claim Halving = new("CPU", -50, "", row => row.CpuNs, row => row.AimedPps is not null);
    private static readonly Claim Faster = new("packet rate", 80, "", row => row.SeenPps, row => row.AimedPps is null);

    [Theory]
    [InlineData(49, 99, Verdict.Held)]
    [InlineData(50, 100, Verdict.Held)]
    [InlineData(51, 101, Verdict.NotHeld)]
    [InlineData(50, 101, "not held in 1 of 2 settings")]
    public void Verdict_should_be_held_when_the_change_is_enough_in_every_setting(double first, double second, string word) =>
        Assert.Equal(word, Verdict.Of(Halving, [Row(1, 100), Row(2, 200)], [Row(1, first), Row(2, second)]).Word);

    [Theory]
    [InlineData(180, Verdict.Held)]
    [InlineData(179, Verdict.NotHeld)]
    public void Verdict_should_ask_for_more_when_the_claim_is_of_more(double now, string word) =>
        Assert.Equal(word, Verdict.Of(Faster, [Row(null, 100)], [Row(null, now)]).Word);

    [Fact]
    public void Verdict_should_compare_rows_of_the_same_setting() =>
        Assert.Equal([("1", -0.75), ("2", 1)], Verdict.Of(Halving, [Row(2, 50), Row(1, 400)], [Row(1, 100), Row(2, 100)]).Changes);

    [Fact]
    public void Verdict_should_leave_out_settings_that_the_claim_is_not_of() =>
        Assert.Equal(["1"], Verdict.Of(Halving, [Row(1, 1), Row(null, 1)], [Row(1, 1), Row(null, 1)]).Changes.Select(change => change.Setting));

    [Theory]
    [InlineData(0.0, 10.0)]
    [InlineData(-5.0, 10.0)]
    [InlineData(10.0, -5.0)]
    [InlineData(null, 10.0)]
    [InlineData(10.0, null)]
    public void Verdict_should_tell_nothing_when_a_figure_is_missing_or_drowned(double? old, double? now) =>
        Assert.Equal(Verdict.CannotBeTold, Verdict.Of(Halving, [Row(1, old)], [Row(1, now)]).Word);

    [Fact]
    public void Claims_should_be_what_the_ancestor_said() => Assert.Equal([80, 80, -50, -60, -70], Claim.Ancestors.Select(claim => claim.Percent));

    private static OldVsNewRow Row(int? pps, double? figure) => new(
        "tool", pps?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "fastest", pps, false, 1, 0, 0, 0, 0, 0, figure, 0, 0, figure, 0, 0, 0, 0, 0);
}
