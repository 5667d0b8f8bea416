using Akka.Configuration;

namespace NetMonitor.Standins.Tests.Configuration;

public sealed class ConfigQuantitiesSpec
{
    [Theory]
    [InlineData("1000", 10_000_000L)]
    [InlineData("1.5", 15_000L)]
    [InlineData("100ns", 1L)]
    [InlineData("1 nano", 0L)]
    [InlineData("150 nanos", 2L)]
    [InlineData("1 micro", 10L)]
    [InlineData("2 micros", 20L)]
    [InlineData("3 microseconds", 30L)]
    [InlineData("10ms", 100_000L)]
    [InlineData("1 milli", 10_000L)]
    [InlineData("1 millis", 10_000L)]
    [InlineData("1 milliseconds", 10_000L)]
    [InlineData("5s", 50_000_000L)]
    [InlineData("\" 5s \"", 50_000_000L)]
    [InlineData("1.5 seconds", 15_000_000L)]
    [InlineData("1 second", 10_000_000L)]
    [InlineData("2m", 1_200_000_000L)]
    [InlineData("1 minute", 600_000_000L)]
    [InlineData("2 hours", 72_000_000_000L)]
    [InlineData("1d", 864_000_000_000L)]
    [InlineData("infinite", -10_000L)]
    public void Duration_should_be_read_with_its_unit(string text, long ticks) => Assert.Equal(ticks, Parse(text).GetTimeSpan("a").Ticks);

    [Theory]
    [InlineData("1us")]
    [InlineData("1w")]
    [InlineData("5S")]
    [InlineData("-1")]
    [InlineData("-1s")]
    [InlineData(".5s")]
    [InlineData("abc")]
    [InlineData("\"\"")]
    public void Duration_should_be_refused_when_negative_or_of_an_unknown_unit(string text) => Assert.Throws<FormatException>(() => Parse(text).GetTimeSpan("a"));

    [Fact]
    public void Duration_should_be_refused_when_infinite_is_not_allowed() => Assert.Throws<FormatException>(() => Parse("infinite").GetTimeSpan("a", null, false));

    [Theory]
    [InlineData("17", 17L)]
    [InlineData("1b", 1L)]
    [InlineData("2 bytes", 2L)]
    [InlineData("1k", 1L << 10)]
    [InlineData("1K", 1L << 10)]
    [InlineData("1 KiB", 1L << 10)]
    [InlineData("1kB", 1_000L)]
    [InlineData("1m", 1L << 20)]
    [InlineData("1M", 1L << 20)]
    [InlineData("1Mi", 1L << 20)]
    [InlineData("256MiB", 1L << 28)]
    [InlineData("256MB", 256_000_000L)]
    [InlineData("1g", 1L << 30)]
    [InlineData("2 GB", 2_000_000_000L)]
    [InlineData("1TiB", 1L << 40)]
    [InlineData("1E", 1L << 60)]
    public void Size_should_be_read_with_its_unit(string text, long bytes) => Assert.Equal(bytes, Parse(text).GetByteSize("a"));

    [Theory]
    [InlineData("1KB")]
    [InlineData("1z")]
    [InlineData("1 ms")]
    [InlineData("1.5k")]
    [InlineData("abc")]
    public void Size_should_be_refused_when_no_integer_or_of_an_unknown_unit(string text) => Assert.Throws<FormatException>(() => Parse(text).GetByteSize("a"));

    private static Config Parse(string value) => ConfigurationFactory.ParseString($"a={value}");
}
