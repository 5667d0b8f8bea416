using NetMonitor.Lab;

namespace NetMonitor.Architecture.Tests;

/// <param name="Path">From the project's root, with forward slashes.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public static IEnumerable<SourceFile> Under(params string[] folders) => folders
        .Select(folder => System.IO.Path.Combine(LabPaths.Root, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        .Select(file => new SourceFile(System.IO.Path.GetRelativePath(LabPaths.Root, file).Replace('\\', '/'), File.ReadAllText(file)))
        .OrderBy(file => file.Path, StringComparer.Ordinal);

    public override string ToString() => Path;
}
