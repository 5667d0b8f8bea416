using FsCheck.Xunit;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests;

[Properties(Arbitrary = [typeof(Generators)])]
public sealed class InterfaceRatesSpec
{
    [Property]
    public bool Rates_should_be_none_or_never_negative(InterfaceReading previous, InterfaceReading current, long? speed)
    {
        var rates = InterfaceRates.Between(previous, current, speed);
        var comparable = previous.Generation == current.Generation && current.At.Nanoseconds > previous.At.Nanoseconds;
        return (rates is not null) == comparable
            && (rates is null || (IsRate(rates.Rx) && IsRate(rates.Tx) && IsShare(rates.RxUtilisation) && IsShare(rates.TxUtilisation)));

        static bool IsRate(Rate rate) =>
            rate.PacketsPerSecond >= 0 && rate.BitsPerSecond >= 0 && double.IsFinite(rate.PacketsPerSecond) && double.IsFinite(rate.BitsPerSecond);

        bool IsShare(double? share) => share is >= 0 == speed is > 0;
    }

    [Fact]
    public void Rates_should_be_per_second_and_utilisation_a_share_of_the_speed()
    {
        var previous = Example.Reading(1, 10, new(Example.Direction(100, 10_000), Example.Direction(0, 0)));
        var current = Example.Reading(1, 12.5, new(Example.Direction(350, 260_000), Example.Direction(5, 500)));

        var rates = InterfaceRates.Between(previous, current, 1_600_000);

        Assert.Equal(new InterfaceRates(new Rate(100, 800_000), new Rate(2, 1600), 0.5, 0.001), rates);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0L)]
    [InlineData(-1L)]
    public void Utilisation_should_be_unknown_when_the_speed_is(long? speed)
    {
        var rates = InterfaceRates.Between(Example.Reading(1, 0, Example.Traffic(0, 0)), Example.Reading(1, 1, Example.Traffic(1, 1)), speed);
        Assert.NotNull(rates);
        Assert.Null(rates.RxUtilisation);
        Assert.Null(rates.TxUtilisation);
    }
}
