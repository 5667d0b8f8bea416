using System.Collections.Immutable;
using NetMonitor.Lab;

namespace NetMonitor.Documents.Tests;

/// <summary>The documents for people that use or change the project; what they tell to type must work.</summary>
internal static class ProjectDocuments
{
    public static ImmutableArray<string> Paths { get; } =
    [
        "README.md",
        "CONTRIBUTING.md",
        .. Directory.EnumerateFiles(Path.Combine(LabPaths.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(LabPaths.Root, path)).Order(StringComparer.Ordinal),
    ];

    public static string Text(string path) => File.ReadAllText(Path.Combine(LabPaths.Root, path));

    public static ImmutableArray<DocumentedCommand> Commands() => [.. Paths.SelectMany(path => DocumentBlocks.Commands(path, Text(path)))];
}
