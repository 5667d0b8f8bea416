using System.Globalization;
using System.Text.RegularExpressions;

namespace NetMonitor.Lab.Tests.Killing;

/// <summary>The program as another build of it would be: of the next ABI version, its counters laid out otherwise, in C and in C# alike. Only what knows
/// the layout is compiled anew; the rest is a copy of what is beside the tests.</summary>
internal sealed partial class OtherBuild : IDisposable
{
    /// <summary>Where eight words are put that this build does not have.</summary>
    private const int NewMemberAt = 608;
    private const int NewMemberBytes = 64;

    private readonly string _folder = Directory.CreateTempSubdirectory("netmonitor-other-").FullName;

    public OtherBuild()
    {
        Copy(Path.Combine(LabPaths.Root, "bpf"), "bpf", "*.[ch]");
        Copy(Path.Combine(LabPaths.Root, "src", "Native"), "src/Native", "*");
        Copy(Path.Combine(LabPaths.Root, "artifacts"), "artifacts", "packages.props", SearchOption.TopDirectoryOnly);
        Copy(LabPaths.Root, "", "*.props", SearchOption.TopDirectoryOnly);
        Copy(LabPaths.Root, "", "BannedSymbols.txt", SearchOption.TopDirectoryOnly);
        Copy(AppContext.BaseDirectory, "program", "*", SearchOption.TopDirectoryOnly);
        Change("bpf/nm_abi.h", text => Version().Replace(text, match => $"{match.Groups[1].Value}{Next(match.Groups[2].Value)}")
            .Replace("\t__u64 fragments;\n", $"\t__u64 unheard_of[{NewMemberBytes / sizeof(ulong)}];\n\t__u64 fragments;\n", StringComparison.Ordinal));
        Change("src/Native/Bpf/NicPrograms.cs", text => Version().Replace(text, match => $"{match.Groups[1].Value}{Next(match.Groups[2].Value)}"));
        Change("src/Native/Abi/NmCounters.cs", text => Offset().Replace(text, match =>
            int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) is var offset && offset >= NewMemberAt
                ? $"{match.Groups[1].Value}{offset + NewMemberBytes}"
                : match.Value));
        Compile();
    }

    /// <summary>Where its program is.</summary>
    public string Folder => Path.Combine(_folder, "program");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Compile()
    {
        var include = $"/usr/include/{Tool.Run("uname", "-m").Require().Output.Trim()}-linux-gnu";
        var compiled = Path.Combine(Folder, "netmonitor.bpf.o");
        _ = Tool.Run("clang", "-O2", "-g", "-target", "bpf", "-I", Path.Combine(_folder, "bpf"), "-I", include, "-c", Path.Combine(_folder, "bpf/netmonitor.bpf.c"), "-o", compiled).Require();
        _ = Tool.Run("llvm-strip", "-g", compiled).Require();

        // Longer than a tool may take on a machine that does other things too.
        using var build = new LabBuild(Path.Combine(_folder, "src/Native/NetMonitor.Native.csproj"), Path.Combine(_folder, "built"));
        File.Copy(Path.Combine(_folder, "built", "NetMonitor.Native.dll"), Path.Combine(Folder, "NetMonitor.Native.dll"), overwrite: true);
    }

    private void Copy(string from, string to, string pattern, SearchOption depth = SearchOption.AllDirectories)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", depth).Where(file => Fits(Path.GetFileName(file), pattern)))
        {
            var target = Path.Combine(_folder, to, Path.GetRelativePath(from, file));
            _ = Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static bool Fits(string name, string pattern) => pattern switch
    {
        "*" => true,
        "*.[ch]" => name.EndsWith(".c", StringComparison.Ordinal) || name.EndsWith(".h", StringComparison.Ordinal),
        ['*', .. var end] => name.EndsWith(end, StringComparison.Ordinal),
        _ => name == pattern,
    };

    private void Change(string file, Func<string, string> change)
    {
        var path = Path.Combine(_folder, file);
        var (before, after) = (File.ReadAllText(path), change(File.ReadAllText(path)));
        Assert.NotEqual(before, after);
        File.WriteAllText(path, after);
    }

    private static int Next(string version) => int.Parse(version, CultureInfo.InvariantCulture) + 1;

    [GeneratedRegex(@"(#define NM_ABI_VERSION |const (?:u?int) AbiVersion = )(\d+)")]
    private static partial Regex Version();

    [GeneratedRegex(@"(FieldOffset\(|Size = )(\d+)")]
    private static partial Regex Offset();
}
