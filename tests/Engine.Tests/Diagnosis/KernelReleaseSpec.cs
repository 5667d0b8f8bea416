using NetMonitor.Engine.Diagnosis;

namespace NetMonitor.Engine.Tests.Diagnosis;

public sealed class KernelReleaseSpec
{
    [Theory]
    [InlineData("6.18.44-amd64", "6.18")]
    [InlineData("6.1.0-21-cloud-arm64", "6.1")]
    [InlineData("6.10-rc1", "6.10")]
    [InlineData("5.14.0+", "5.14")]
    [InlineData("6", null)]
    [InlineData("unknown", null)]
    [InlineData("", null)]
    public void KernelRelease_should_have_the_number(string text, string? number) => Assert.Equal(number, new KernelRelease(text).Number?.ToString());
}
