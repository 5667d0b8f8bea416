using System.Threading.Channels;
using NetMonitor.Pbm.Connection;
using NetMonitor.Pbm.Editing;

namespace NetMonitor.Pbm.Session;

/// <summary>A session on a terminal.</summary>
internal sealed class Terminal
{
    private const int UsualColumns = 80;

    private readonly Func<Task<HostConnection>> _connect;
    private readonly Output _output;
    private readonly string _prompt;
    private readonly ChannelReader<ConsoleKeyInfo> _keys = new Keyboard().Keys;
    private readonly Queue<ConsoleKeyInfo> _typedAhead = new();
    private readonly HistoryFile _file = HistoryFile.OfUser();
    private readonly LineEditor _editor;
    private HostConnection _host;
    private EditorState _state;

    private Terminal(HostAddress address, HostConnection host, Func<Task<HostConnection>> connect, Output output)
    {
        _connect = connect;
        _host = host;
        _output = output;
        _prompt = $"[{address}] pbm> ";
        _editor = new LineEditor(before => Completion.Of(_host.Palettes, before));
        _state = EditorState.Start(_file.Read());
    }

    /// <exception cref="NoConnectionException">The host went.</exception>
    public static async Task<ExitCode> RunAsync(HostAddress address, Func<Task<HostConnection>> connect, Output output)
    {
        var host = await connect();
        output.Write($"successfully connected to [{address.Host}]:{address.Port}", false);
        output.Write("Commands downloaded from server. type `help` to see what's available", false);
        var terminal = new Terminal(address, host, connect, output);
        while (await terminal.ReadLineAsync() is { } line && Commands.Words(line) is not [Commands.Exit])
        {
            await terminal.ExecuteAsync(Commands.Words(line));
        }

        return ExitCode.Success;
    }

    private static int Columns => Console.WindowWidth is > 0 and var columns ? columns : UsualColumns;

    /// <returns>Null when the session is to end.</returns>
    private async Task<string?> ReadLineAsync()
    {
        Draw();
        while (await NextKeyAsync() is { } key)
        {
            var step = _editor.Press(_state, key);
            _state = step.State;
            switch (step.Action)
            {
                case EditorAction.Enter:
                    return Entered();
                case EditorAction.Leave:
                    break;
                case EditorAction.Drop:
                    _output.Draw("^C\n");
                    _state = EditorState.Start(_state.History);
                    Draw();
                    continue;
                case EditorAction.Choose:
                    _output.Draw($"\n{string.Join("  ", step.Choices)}\n");
                    Draw();
                    continue;
                case EditorAction.ClearScreen:
                    _output.Draw("\e[H\e[2J");
                    Draw();
                    continue;
                default:
                    Draw();
                    continue;
            }

            break;
        }

        _output.Draw("\n");
        return null;
    }

    private string Entered()
    {
        var line = _state.Line.Text;
        _output.Draw("\n");
        // Another session may have written its lines since.
        var history = _file.Read();
        history = (history.Lines.IsEmpty ? _state.History : history).Add(line);
        _file.Write(history);
        _state = EditorState.Start(history);
        return line;
    }

    private async Task<ConsoleKeyInfo?> NextKeyAsync()
    {
        if (_typedAhead.TryDequeue(out var typed))
        {
            return typed;
        }

        var there = _keys.WaitToReadAsync().AsTask();
        if (await Task.WhenAny(there, _host.Stirring) != there)
        {
            _output.Draw("\n");
            throw NoConnectionException.Lost();
        }

        return await there && _keys.TryRead(out var key) ? key : null;
    }

    private async Task ExecuteAsync(string[] words)
    {
        if (words.Length == 0)
        {
            return;
        }

        using var stop = new CancellationTokenSource();
        using var over = new CancellationTokenSource();
        var watching = WatchForInterruptAsync(stop, over.Token);
        try
        {
            await new Commands(_host, _output).RunAsync(words, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What the host does for a connection ends with it: so a command is cancelled.
            _output.Draw("^C\n");
            _host.Dispose();
            _host = await _connect();
        }
        finally
        {
            await over.CancelAsync();
            await watching;
        }
    }

    /// <summary>Keys pressed while a command runs are for the next line, but for Ctrl-C, which is for the command and all typed before it.</summary>
    private async Task WatchForInterruptAsync(CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var key in _keys.ReadAllAsync(cancellationToken))
            {
                if (key is { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control })
                {
                    _typedAhead.Clear();
                    await stop.CancelAsync();
                }
                else
                {
                    _typedAhead.Enqueue(key);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The command has ended by itself.
        }
    }

    private void Draw() => _output.Draw(PromptLine.Draw(_prompt, _state.Line, Columns));
}
