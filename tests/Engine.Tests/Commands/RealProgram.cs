using System.Runtime.InteropServices;
using NetMonitor.Lab;

namespace NetMonitor.Engine.Tests.Commands;

/// <summary>The program beside the tests, as a process of its own.</summary>
internal static class RealProgram
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "netmonitor");

    /// <summary>Where its host finds the runtime.</summary>
    public static string Runtime { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    public static ToolResult Run(params string[] arguments) => Tool.Run("env", [$"DOTNET_ROOT={Runtime}", Path, .. arguments]);
}
