using NetMonitor.Engine.Text;

namespace NetMonitor.Engine.Tests.Text;

public sealed class QuantitySpec
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(9_999, "9999")]
    [InlineData(10_000, "10.0 k")]
    [InlineData(999_499, "999 k")]
    [InlineData(999_500, "1.00 M")]
    [InlineData(123_456_789, "123 M")]
    [InlineData(ulong.MaxValue, "18.4 E")]
    public void Quantity_should_be_whole_as_long_as_that_can_be_read(ulong value, string text) => Assert.Equal(text, Quantity.Of(value));

    [Theory]
    [InlineData(0, "B", "0 B")]
    [InlineData(0.25, "", "0.25")]
    [InlineData(10, "", "10")]
    [InlineData(64_000, "B", "64.0 kB")]
    [InlineData(9_994, "B", "9.99 kB")]
    [InlineData(9_996, "B", "10.0 kB")]
    [InlineData(99_960, "B", "100 kB")]
    [InlineData(2_500_000_000, "", "2.50 G")]
    public void Quantity_should_have_three_digits_and_a_prefix(double value, string unit, string text) =>
        Assert.Equal(text, Quantity.Of(value, unit));
}
