using NetMonitor.Lab;

namespace NetMonitor.Engine.Tests.Commands;

/// <summary>What a shell completes, asked of the shell.</summary>
public sealed class CompletionSpec
{
    [ToolTheory("bash")]
    [InlineData("netmonitor ru", "run")]
    [InlineData("netmonitor run --in", "--interface --interval")]
    [InlineData("netmonitor run --interface l", "lo")]
    [InlineData("netmonitor interfaces --exclude eth0 --interface l", "lo")]
    [InlineData("netmonitor doctor --mode n", "native")]
    [InlineData("netmonitor verify --js", "--json")]
    [InlineData("netmonitor completion z", "zsh")]
    [InlineData("netmonitor run --nothing-like-it", "")]
    public void Bash_should_complete(string line, string words)
    {
        var script = $$"""
            set -eu
            export DOTNET_ROOT={{RealProgram.Runtime}} PATH="{{Path.GetDirectoryName(RealProgram.Path)}}:$PATH"
            source <(netmonitor completion bash)
            COMP_LINE='{{line}}'
            COMP_POINT=${#COMP_LINE}
            read -ra COMP_WORDS <<<"$COMP_LINE"
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _netmonitor
            [[ $(complete -p netmonitor) == *"-F _netmonitor netmonitor" ]]
            echo "${COMPREPLY[*]}"
            """;

        Assert.Equal(words + "\n", Tool.Run("bash", "-c", script).Require().Output);
    }

    [Fact]
    public void Program_should_suggest_every_flag_behind_a_space() => Assert.Contains(
        "--interface\n", RealProgram.Run("[suggest:15]", "netmonitor run ").Require().Output, StringComparison.Ordinal);

    [ToolFact("zsh")]
    public void Zsh_should_read_its_script() => CanRead("zsh", "-n");

    [ToolFact("fish")]
    public void Fish_should_read_its_script() => CanRead("fish", "--no-execute");

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void Every_script_should_ask_the_program_itself(string shell) =>
        Assert.Contains("[suggest:", RealProgram.Run("completion", shell).Require().Output, StringComparison.Ordinal);

    private static void CanRead(string shell, string onlyRead)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, RealProgram.Run("completion", shell).Require().Output);
            _ = Tool.Run(shell, onlyRead, file).Require();
        }
        finally
        {
            File.Delete(file);
        }
    }
}
