using System.Diagnostics;
using System.Text;
using NetMonitor.Engine.Tests.Commands;
using NetMonitor.Lab;

namespace NetMonitor.Engine.Tests.Terminal;

/// <summary>The real program on a terminal that <c>script</c> makes; what is typed goes to it, what it shows comes back.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private readonly Process _script;
    private readonly StringBuilder _shown = new();
    private readonly Task _reading;

    private PseudoTerminal(string command)
    {
        var start = new ProcessStartInfo("script", ["-q", "-e", "-f", "-c", command, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_ROOT"] = RealProgram.Runtime;
        _script = Process.Start(start)!;
        _reading = ReadAsync();
    }

    public string Shown
    {
        get
        {
            lock (_shown)
            {
                return _shown.ToString();
            }
        }
    }

    /// <param name="environment">As in a shell: <c>TERM=xterm NO_COLOR=1</c>.</param>
    public static PseudoTerminal Run(string environment, int columns, int rows, string arguments) =>
        new($"stty cols {columns} rows {rows}; exec env {environment} {RealProgram.Path} {arguments}");

    public void Type(string keys)
    {
        _script.StandardInput.Write(keys);
        _script.StandardInput.Flush();
    }

    public async Task Shows(string text, int times = 1) =>
        await Eventually.TrueAsync(() => Task.FromResult(Shown.Split(text).Length > times || _script.HasExited), $"it shows {text}", TimeSpan.FromSeconds(40));

    public async Task<int> End()
    {
        await _script.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(40)).Token);
        await _reading;
        return _script.ExitCode;
    }

    public void Dispose()
    {
        if (!_script.HasExited)
        {
            _script.Kill(entireProcessTree: true);
        }

        _script.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new char[4096];
        int length;
        while ((length = await _script.StandardOutput.ReadAsync(buffer)) > 0)
        {
            lock (_shown)
            {
                _ = _shown.Append(buffer, 0, length);
            }
        }
    }
}
