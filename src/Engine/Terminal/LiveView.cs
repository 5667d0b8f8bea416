using System.Runtime.InteropServices;
using NetMonitor.Engine.Snapshot;

namespace NetMonitor.Engine.Terminal;

/// <summary>The live view on a terminal: drawn again when the snapshot or the size changed, with the log above it.</summary>
public sealed class LiveView : IAsyncDisposable
{
    /// <summary>How long a change may wait to be seen.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly LiveTerminal _terminal;
    private readonly AnsiScreen _screen;
    private readonly Lock _writing = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration? _resized;
    private Task _drawing = Task.CompletedTask;
    private Func<HostView>? _view;
    private Uri _address = new("http://localhost/");
    private (long Sequence, TerminalSize Size) _shown = (-1, default);
    private bool _isOver;

    public LiveView(LiveTerminal terminal)
    {
        _terminal = terminal;
        _screen = new AnsiScreen(terminal.HasColours);
        // A process that is ended without disposing of this still gives the cursor back.
        AppDomain.CurrentDomain.ProcessExit += End;
        _resized = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Draw());
    }

    /// <summary>One line, above the view.</summary>
    public void WriteAbove(string line)
    {
        lock (_writing)
        {
            Write(_screen.Above(line, _terminal.Size()));
        }
    }

    /// <param name="address">Where HTTP answers.</param>
    /// <param name="interval">How often NICs are read.</param>
    public void Start(Func<HostView> view, Uri address, TimeSpan interval, TimeProvider time)
    {
        (_view, _address) = (view, address);
        Draw();
        _drawing = DrawAgainAsync(interval < Longest ? interval : Longest, time);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _drawing;
        AppDomain.CurrentDomain.ProcessExit -= End;
        _resized?.Dispose();
        End(this, EventArgs.Empty);
        _stop.Dispose();
    }

    private async Task DrawAgainAsync(TimeSpan interval, TimeProvider time)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                Draw();
            }
        }
        catch (OperationCanceledException)
        {
            // The last figures are still to be seen.
            Draw();
        }
    }

    private void Draw()
    {
        lock (_writing)
        {
            if (_isOver || _view is null)
            {
                return;
            }

            var view = _view();
            var size = _terminal.Size();
            if (_shown != (view.Snapshot.Sequence, size))
            {
                _shown = (view.Snapshot.Sequence, size);
                Write(_screen.Draw(LiveFrame.Of(view, _address, size), size));
            }
        }
    }

    /// <summary>Whoever writes to a terminal that was stopped (Ctrl-S) holds the lock until it goes on: the process ends without it.
    /// </summary>
    private void End(object? sender, EventArgs arguments)
    {
        if (!_writing.TryEnter(Patience))
        {
            return;
        }

        try
        {
            _isOver = true;
            Write(_screen.End());
        }
        finally
        {
            _writing.Exit();
        }
    }

    private void Write(string text)
    {
        _terminal.Output.Write(text);
        _terminal.Output.Flush();
    }
}
