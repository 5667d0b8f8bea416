using System.Diagnostics;
using System.Text;

namespace NetMonitor.Lab;

/// <summary>A process that runs beside the test; killed when disposed. Keeps all it wrote.</summary>
public sealed class LabProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private bool _disposed;

    internal LabProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_error, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public string Output => Read(_output);

    public string Error => Read(_error);

    /// <summary>Sends a signal by its number: 15 is SIGTERM, 9 SIGKILL, 2 SIGINT.</summary>
    public void Signal(int number) => _ = Interop.kill(_process.Id, number);

    /// <summary>Waits for the end and for the last of the output.</summary>
    /// <returns>The exit code; a process ended by a signal has 128 + its number.</returns>
    /// <exception cref="TimeoutException">Carries what the process wrote so far.</exception>
    public int WaitForExit(TimeSpan within)
    {
        if (!_process.WaitForExit(within))
        {
            throw new TimeoutException($"process {Id} runs on after {within}: {Error} {Output}");
        }

        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            lock (text)
            {
                _ = text.Append(line).Append('\n');
            }
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
