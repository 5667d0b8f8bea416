using System.Diagnostics;

namespace NetMonitor.Native.Tests.Interop;

/// <summary>A C program that is only ever checked, never run: its static assertions are the test.</summary>
internal static class CProgram
{
    public static string? Compiler { get; } = Find("cc", "gcc", "clang");

    /// <summary>What the compiler complains of; empty when every assertion holds.</summary>
    public static string Check(string text)
    {
        var start = new ProcessStartInfo(Compiler!, ["-std=gnu11", "-fsyntax-only", "-x", "c", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(text);
        process.StandardInput.Close();
        var complaints = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? "" : complaints;
    }

    private static string? Find(params string[] names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
