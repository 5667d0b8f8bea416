using System.Diagnostics;
using NetMonitor.Lab;

namespace NetMonitor.Native.Tests.Fuzz;

/// <summary>The programs compiled for this machine, with address checking and a fuzzer around them (tests/Fuzz). It and what it leaves are
/// in a folder of its own.</summary>
internal sealed class FrameFuzzer : IDisposable
{
    /// <summary>Loads that are not aligned are what the kernel's verifier allows on the machines that this runs on.</summary>
    private static readonly string[] Checks =
        ["-fsanitize=fuzzer,address,undefined", "-fno-sanitize=alignment", "-fno-sanitize-recover=all"];

    private static readonly Lazy<string?> Proof = new(FindMissing);

    private readonly string _folder = Directory.CreateTempSubdirectory("netmonitor-fuzz-").FullName;

    /// <param name="bpf">The folder of the C sources.</param>
    public FrameFuzzer(string bpf)
    {
        var harness = Path.Combine(LabPaths.Root, "tests", "Fuzz");
        var (exitCode, said) = Run(
            TimeSpan.FromMinutes(3),
            "clang",
            [
                "-std=gnu11", "-O1", "-g", "-Wall", "-Wextra", "-Werror", .. Checks, "-I", Path.Combine(harness, "shim"), "-I", bpf,
                Path.Combine(harness, "fuzz_frames.c"), "-o", Program,
            ]);
        Assert.True(exitCode == 0, said);
    }

    /// <summary>Why it cannot be built here; null when it can.</summary>
    public static string? Missing => Proof.Value;

    /// <summary>Where inputs are that are worth beginning with.</summary>
    public string Corpus => Directory.CreateDirectory(Path.Combine(_folder, "corpus")).FullName;

    private string Program => Path.Combine(_folder, "fuzz_frames");

    /// <summary>Every input of the corpus once.</summary>
    public (int ExitCode, string Said) Replay() => Run(TimeSpan.FromMinutes(3), Program, [$"-artifact_prefix={_folder}/", "-runs=0", Corpus]);

    /// <summary>New inputs for so long, or until one is found that breaks a rule.</summary>
    public (int ExitCode, string Said) Search(int seconds, uint seed) => Run(
        TimeSpan.FromSeconds(seconds) + TimeSpan.FromMinutes(2),
        Program,
        [$"-artifact_prefix={_folder}/", $"-max_total_time={seconds}", $"-seed={seed}", "-max_len=16384", "-print_final_stats=1", Corpus]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string? FindMissing()
    {
        if (Prerequisite.Tools("clang") is { } tools)
        {
            return tools;
        }

        var output = Path.GetTempFileName();
        try
        {
            var (exitCode, said) = Run(
                TimeSpan.FromMinutes(1), "clang", [.. Checks, "-x", "c", "-", "-o", output], "int LLVMFuzzerTestOneInput(void) { return 0; }\n");
            return exitCode == 0 ? null : $"skipped: clang does not build a fuzzer: {said.Split('\n')[0]}";
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static (int ExitCode, string Said) Run(TimeSpan bound, string command, string[] arguments, string input = "")
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(bound))
        {
            process.Kill();
            throw new TimeoutException($"{command} runs on after {bound}");
        }

        return (process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }
}
