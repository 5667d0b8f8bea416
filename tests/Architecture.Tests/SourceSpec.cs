using System.Text.RegularExpressions;
using System.Xml.Linq;
using NetMonitor.Lab;

namespace NetMonitor.Architecture.Tests;

public sealed partial class SourceSpec
{
    private static readonly string[] EmptyNames = ["Manager", "Helper", "Util", "Utils", "Utility", "Service", "Processor", "Base", "Impl", "Common"];

    private static readonly string[] ProgramFolders = ["src/Core", "src/Native", "src/Actors", "src/Engine"];

    [Fact]
    public void Sources_should_be_found() => Assert.True(SourceFile.Under("src", "tests").Count() > 100);

    [Fact]
    public void Sources_should_have_no_conditional_compilation() => Assert.All(
        SourceFile.Under("src", "tests"), file => Assert.DoesNotMatch(@"(?m)^\s*#\s*(if|elif)\b", file.Text));

    [Fact]
    public void No_decision_should_read_the_class_folder_of_sysfs() => Assert.All(
        SourceFile.Under("src"), file => Assert.DoesNotContain("/sys/class/" + "net", file.Text, StringComparison.Ordinal));

    [Fact]
    public void Types_should_have_names_that_say_what_they_are()
    {
        var names = SourceFile.Under("src").SelectMany(file => TypeName().Matches(file.Text).Select(match => match.Groups["name"].Value)).ToList();

        Assert.Contains("HostSnapshot", names);
        Assert.All(names, name => Assert.DoesNotContain(EmptyNames, empty => name.EndsWith(empty, StringComparison.Ordinal)));
    }

    [Fact]
    public void Public_types_should_have_a_file_of_their_name_or_a_protocol() => Assert.All(
        SourceFile.Under(ProgramFolders).Where(file => !file.Path.EndsWith("Protocol.cs", StringComparison.Ordinal)),
        file => Assert.All(
            PublicTopLevelType().Matches(file.Text).Select(match => match.Groups["name"].Value),
            name => Assert.Equal(Path.GetFileName(file.Path).Split('.')[0], name)));

    [Fact]
    public void Namespaces_should_follow_the_folders() => Assert.All(
        SourceFile.Under(ProgramFolders).Where(file => Namespace().IsMatch(file.Text)),
        file => Assert.Equal(
            "NetMonitor." + Path.GetDirectoryName(file.Path)!["src/".Length..].Replace('/', '.'),
            Namespace().Match(file.Text).Groups["name"].Value));

    [Fact]
    public void Pointers_should_stop_at_native() => Assert.All(
        SourceFile.Under("src").Where(file => !file.Path.StartsWith("src/Native/", StringComparison.Ordinal)),
        file => Assert.DoesNotMatch(@"\bunsafe\b", file.Text));

    [Fact]
    public void Only_engine_should_speak_to_the_console_and_the_environment() => Assert.All(
        SourceFile.Under("src/Core", "src/Native", "src/Actors"),
        file => Assert.DoesNotMatch(@"\bConsole\.(Write|Out|Error)|\bEnvironment\.GetEnvironmentVariable", file.Text));

    [Fact]
    public void Program_should_be_short() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(LabPaths.Root, "src/Engine/Program.cs")).Length, 1, 40);

    [Fact]
    public void Solution_should_hold_every_project()
    {
        var solution = File.ReadAllText(Path.Combine(LabPaths.Root, "NetMonitor.sln")).Replace('\\', '/');

        Assert.All(Projects(), project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Projects_should_leave_versions_to_the_central_list() => Assert.All(
        Projects(),
        project => Assert.DoesNotContain(
            XDocument.Load(Path.Combine(LabPaths.Root, project)).Descendants("PackageReference"), package => package.Attribute("Version") is not null));

    private static IEnumerable<string> Projects() => new[] { "src", "tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(LabPaths.Root, folder), "*.csproj", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(LabPaths.Root, file).Replace('\\', '/'));

    [GeneratedRegex(@"\b(class|interface|enum|record( struct| class)?|(?<!record )struct)\s+(?<name>[A-Z]\w*)")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"(?m)^public\s+((static|sealed|abstract|readonly|ref|partial|unsafe)\s+)*(class|interface|enum|record struct|record|struct)\s+(?<name>\w+)")]
    private static partial Regex PublicTopLevelType();

    [GeneratedRegex(@"(?m)^namespace (?<name>[\w.]+);")]
    private static partial Regex Namespace();
}
