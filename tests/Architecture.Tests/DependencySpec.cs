using System.Reflection;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Host;
using NetMonitor.Engine;

namespace NetMonitor.Architecture.Tests;

/// <summary>Core needs nothing; Native nothing of ours; Actors needs Core; Engine needs all of them.</summary>
public sealed class DependencySpec
{
    private static readonly Assembly Core = typeof(HostSnapshot).Assembly;
    private static readonly Assembly Actors = typeof(IInterfaceReader).Assembly;
    private static readonly Assembly Engine = typeof(Agent).Assembly;
    private static readonly Assembly Native = Assembly.Load("NetMonitor.Native");

    /// <summary>Assemblies of the platform through which a clock, a thread, the network, the file system or a log would come in.</summary>
    private static readonly string[] Impure =
    [
        "System.Console", "System.Diagnostics", "System.IO", "System.Net", "System.Threading", "System.Runtime.InteropServices",
        "System.Security", "Microsoft.",
    ];

    [Fact]
    public void Core_should_need_nothing_of_ours_and_no_package() => Assert.All(
        References(Core), name => Assert.True(IsPlatform(name), $"Core needs {name}"));

    [Fact]
    public void Core_should_have_no_way_to_the_world() => Assert.DoesNotContain(
        References(Core), name => Impure.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));

    [Fact]
    public void Native_should_need_nothing_of_ours_and_no_package() => Assert.All(
        References(Native), name => Assert.True(IsPlatform(name), $"Native needs {name}"));

    [Fact]
    public void Actors_should_need_of_ours_only_core() => Assert.Equal(["NetMonitor.Core"], References(Actors).Where(IsOurs));

    [Fact]
    public void Actors_should_know_no_outward_face() => Assert.DoesNotContain(
        References(Actors),
        name => name.StartsWith("Prometheus", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            || name.StartsWith("System.CommandLine", StringComparison.Ordinal));

    [Fact]
    public void Engine_should_need_all_of_ours() => Assert.Equal(
        ["NetMonitor.Actors", "NetMonitor.Core", "NetMonitor.Native"], References(Engine).Where(IsOurs).Order(StringComparer.Ordinal));

    [Fact]
    public void Only_readers_should_know_native() => Assert.All(
        SourceFile.Under("src/Engine").Where(file => !file.Path.StartsWith("src/Engine/Readers/", StringComparison.Ordinal)),
        file => Assert.DoesNotContain("NetMonitor.Native", file.Text, StringComparison.Ordinal));

    [Fact]
    public void Types_should_live_in_the_namespace_of_their_assembly()
    {
        foreach (var (assembly, root) in new[]
        {
            (Core, "NetMonitor.Core."), (Actors, "NetMonitor.Actors."), (Native, "NetMonitor.Native"), (Engine, "NetMonitor.Engine"),
        })
        {
            Assert.All(
                assembly.GetExportedTypes().Where(type => type.Namespace is not null),
                type => Assert.StartsWith(root, type.Namespace, StringComparison.Ordinal));
        }
    }

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name ?? "");

    private static bool IsOurs(string name) => name.StartsWith("NetMonitor.", StringComparison.Ordinal);

    private static bool IsPlatform(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard" or "mscorlib" or "Microsoft.Win32.Primitives";
}
