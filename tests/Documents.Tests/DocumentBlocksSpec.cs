namespace NetMonitor.Documents.Tests;

public sealed class DocumentBlocksSpec
{
    [Fact]
    public void Commands_should_be_the_lines_of_sh_blocks() => Assert.Equal(
        [new DocumentedCommand("a.md", 4, "ls -l", null), new DocumentedCommand("a.md", 6, "cat a b", null), new DocumentedCommand("a.md", 11, "true", null)],
        DocumentBlocks.Commands("a.md", "# A\n\n```sh\nls -l\n# why\ncat a \\\n  b\n\n```\n```sh\ntrue\n```\n").AsEnumerable());

    [Fact]
    public void Commands_should_be_those_behind_the_prompt_of_console_blocks() => Assert.Equal(
        [new DocumentedCommand("a.md", 2, "date", null), new DocumentedCommand("a.md", 4, "uptime", null)],
        DocumentBlocks.Commands("a.md", "```console\n$ date\nSunday\n$ uptime\n```").AsEnumerable());

    [Fact]
    public void Commands_should_carry_the_reason_when_they_are_not_run() => Assert.Equal(
        [new DocumentedCommand("a.md", 2, "apt-get install x", "needs a network")],
        DocumentBlocks.Commands("a.md", "```sh not run: needs a network\napt-get install x\n```").AsEnumerable());

    [Fact]
    public void Commands_should_be_the_examples_of_a_help() => Assert.Equal(
        [new DocumentedCommand("a.md", 6, "netmonitor run", null), new DocumentedCommand("a.md", 7, "netmonitor run --mode tc | cat", null)],
        DocumentBlocks.Commands("a.md", "```text\nUsage:\n  netmonitor run\n\nExamples:\n  netmonitor run                  # count\n  netmonitor run --mode tc | cat  # why\n\n  more\n```\n").AsEnumerable());

    [Theory]
    [InlineData("```text\nls\n```")]
    [InlineData("```csharp\nls\n```")]
    [InlineData("Type `ls`.")]
    public void Commands_should_be_none_elsewhere(string markdown) => Assert.Empty(DocumentBlocks.Commands("a.md", markdown));

    [Theory]
    [InlineData("```\nls\n```", "a.md:1: the block does not say what it is: sh, console, text, ...")]
    [InlineData("x\n```sh\nls", "a.md:2: the block is never closed")]
    [InlineData("```sh not run:\nls\n```", "a.md:1: 'not run:' is not understood; it takes 'not run: REASON'")]
    [InlineData("```sh later\nls\n```", "a.md:1: 'later' is not understood; it takes 'not run: REASON'")]
    public void Commands_should_be_refused_when_a_block_is_not_clear(string markdown, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => DocumentBlocks.Commands("a.md", markdown)).Message);
}
