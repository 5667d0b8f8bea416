using System.Text.RegularExpressions;
using NetMonitor.Lab;

namespace NetMonitor.Documents.Tests;

public sealed partial class LinksSpec
{
    public static TheoryData<string> Documents => [.. ProjectDocuments.Paths];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_should_lead_to_what_is_there(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(LabPaths.Root, document))!;
        var broken = Link().Matches(ProjectDocuments.Text(document)).Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !LeadsSomewhere(folder, target, document));

        Assert.Empty(broken);
    }

    [Fact]
    public void Decisions_should_each_have_a_number_and_a_line_in_the_index()
    {
        var decisions = ProjectDocuments.Paths.Where(path => Decision().IsMatch(path)).Select(path => Path.GetFileName(path)).ToList();
        var index = ProjectDocuments.Text("docs/adr/README.md");

        Assert.True(decisions.Count >= 3);
        Assert.Equal(decisions.Count, decisions.DistinctBy(name => name[..4]).Count());
        Assert.Equal(decisions, Link().Matches(index).Select(match => match.Groups["target"].Value));
        Assert.All(decisions, name =>
        {
            var heading = ProjectDocuments.Text($"docs/adr/{name}").Split('\n')[0];
            Assert.StartsWith($"# {int.Parse(name[..4], System.Globalization.CultureInfo.InvariantCulture)}. ", heading, StringComparison.Ordinal);
            Assert.Contains($"[{heading[2..]}](", index, StringComparison.Ordinal);
        });
    }

    private static bool LeadsSomewhere(string folder, string target, string document)
    {
        var parts = target.Split('#');
        var file = parts[0].Length == 0 ? Path.Combine(LabPaths.Root, document) : Path.Combine(folder, parts[0]);
        return parts.Length == 1
            ? File.Exists(file) || Directory.Exists(file)
            : File.Exists(file) && Heading().Matches(File.ReadAllText(file)).Any(match => Anchor(match.Groups["text"].Value) == parts[1]);
    }

    /// <summary>As the hosts of Markdown make it: lower case, blanks to hyphens, other signs left out.</summary>
    private static string Anchor(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    [GeneratedRegex(@"(?<!!)\[[^\]\n]+\]\((?<target>[^)\s]+)\)|!\[[^\]\n]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?m)^#+ (?<text>.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^docs/adr/\d{4}-[a-z0-9-]+\.md$")]
    private static partial Regex Decision();
}
