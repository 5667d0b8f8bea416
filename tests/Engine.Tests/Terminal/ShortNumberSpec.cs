using NetMonitor.Engine.Terminal;

namespace NetMonitor.Engine.Tests.Terminal;

public sealed class ShortNumberSpec
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.4, "0")]
    [InlineData(999.4, "999")]
    [InlineData(999.5, "1.00k")]
    [InlineData(1234, "1.23k")]
    [InlineData(9994, "9.99k")]
    [InlineData(9995, "10.0k")]
    [InlineData(99_949, "99.9k")]
    [InlineData(99_950, "100k")]
    [InlineData(999_499, "999k")]
    [InlineData(999_500, "1.00M")]
    [InlineData(18446744073709551615d, "18.4E")]
    public void ShortNumber_should_be(double value, string text) => Assert.Equal(text, ShortNumber.Of(value));

    [Fact]
    public void ShortNumber_should_have_five_characters_at_most()
    {
        for (var value = 1.0; value < ulong.MaxValue; value *= 1.0007)
        {
            Assert.InRange(ShortNumber.Of(value).Length, 1, 5);
        }
    }

    [Theory]
    [InlineData(0, "0%")]
    [InlineData(0.0001, "<1%")]
    [InlineData(0.005, "1%")]
    [InlineData(0.124, "12%")]
    [InlineData(1, "100%")]
    public void Percent_should_be(double share, string text) => Assert.Equal(text, ShortNumber.Percent(share));
}
