using NetMonitor.Lab;

namespace NetMonitor.Documents.Tests;

public sealed class PictureSpec
{
    private static readonly string Folder = Path.Combine(LabPaths.Root, "docs", "pictures");

    public static TheoryData<string> Pictures => [.. Directory.EnumerateFiles(Folder, "*.svg").Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Picture_should_show_the_text_beside_it(string name)
    {
        var made = Tool.Run(Path.Combine(Folder, "svg.sh"), Path.Combine(Folder, $"{name}.txt")).Require().Output;

        Assert.True(made == File.ReadAllText(Path.Combine(Folder, $"{name}.svg")), $"docs/pictures/svg.sh docs/pictures/{name}.txt >docs/pictures/{name}.svg");
    }
}
