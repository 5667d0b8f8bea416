using NetMonitor.Lab;

namespace NetMonitor.Engine.Tests.Documents;

/// <summary>Files of the project whose text follows from its code.</summary>
internal static class Document
{
    /// <summary>Fails when the file says something else, and leaves what it should say where the message tells.</summary>
    /// <param name="path">From the project's root.</param>
    public static void ShouldBe(string path, string expected)
    {
        var file = Path.Combine(LabPaths.Root, path);
        var actual = File.Exists(file) ? File.ReadAllText(file) : "";
        if (actual == expected)
        {
            return;
        }

        var wanted = Path.Combine(LabPaths.Root, "artifacts", "expected", path);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(wanted)!);
        File.WriteAllText(wanted, expected);
        Assert.Fail($"{path} is not what the code says; if the code is right: cp artifacts/expected/{path} {path}\n{FirstDifference(actual, expected)}");
    }

    private static string FirstDifference(string actual, string expected)
    {
        var (there, should) = (actual.Split('\n'), expected.Split('\n'));
        var line = 0;
        while (line < there.Length && line < should.Length && there[line] == should[line])
        {
            line++;
        }

        return $"line {line + 1} is:     {there.ElementAtOrDefault(line)}\nand should be: {should.ElementAtOrDefault(line)}";
    }
}
