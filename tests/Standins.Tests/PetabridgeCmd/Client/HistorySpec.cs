using System.Globalization;
using NetMonitor.Pbm.Editing;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Client;

public sealed class HistorySpec : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pbm").FullName;

    private string Path => System.IO.Path.Combine(_folder, "deeper", "history");

    [Fact]
    public void History_should_keep_the_newest_lines_and_none_twice_in_a_row()
    {
        var history = History.Empty.Add("a").Add("a").Add(" ").Add("b").Add("a");
        Assert.Equal(["a", "b", "a"], history.Lines.ToArray());

        for (var at = 0; at < History.Most; at++)
        {
            history = history.Add(at.ToString(CultureInfo.InvariantCulture));
        }

        Assert.Equal(History.Most, history.Lines.Length);
        Assert.Equal("0", history.Lines[0]);
    }

    [Fact]
    public void File_should_keep_the_lines_for_the_next_session_and_for_its_user_alone()
    {
        var file = new HistoryFile(Path);
        Assert.Empty(file.Read().Lines);

        file.Write(History.Of(["one", "two"]));

        Assert.Equal(["one", "two"], new HistoryFile(Path).Read().Lines.ToArray());
        Assert.Equal([Path], Directory.GetFiles(System.IO.Path.GetDirectoryName(Path)!));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public void File_of_any_length_should_be_cut_to_the_newest_lines()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllLines(Path, Enumerable.Range(0, 3000).Select(at => $"line {at}"));

        Assert.Equal("line 2999", new HistoryFile(Path).Read().Lines[^1]);
        Assert.Equal(History.Most, new HistoryFile(Path).Read().Lines.Length);
    }

    [Fact]
    public void File_that_cannot_be_should_be_no_history()
    {
        File.WriteAllText(System.IO.Path.Combine(_folder, "file"), "");
        foreach (var path in (string?[])[null, _folder, System.IO.Path.Combine(_folder, "file", "below")])
        {
            var file = new HistoryFile(path);
            file.Write(History.Of(["one"]));
            Assert.Empty(file.Read().Lines);
        }
    }

    public void Dispose() => Directory.Delete(_folder, true);
}
