namespace NetMonitor.Bench.Tests;

public sealed class CpuSplitSpec
{
    [Theory]
    [InlineData(2, "1")]
    [InlineData(3, "1-2")]
    [InlineData(64, "1-63")]
    public void Tools_should_have_all_cpus_but_the_senders(int cpus, string tools) => Assert.Equal(new CpuSplit(0, tools), CpuSplit.Of(cpus));

    [Fact]
    public void One_cpu_should_not_be_split() => Assert.Null(CpuSplit.Of(1));
}
