using System.Threading.Channels;

namespace NetMonitor.Pbm.Session;

/// <summary>
/// The keys of the terminal, also those that are pressed while a command runs; Ctrl-C is one of them. Reading blocks, so that a thread
/// does nothing else.
/// </summary>
internal sealed class Keyboard
{
    private readonly Channel<ConsoleKeyInfo> _keys = Channel.CreateUnbounded<ConsoleKeyInfo>();

    public Keyboard()
    {
        Console.TreatControlCAsInput = true;
        new Thread(Read) { IsBackground = true, Name = "keyboard" }.Start();
    }

    /// <summary>Completed when the terminal is gone.</summary>
    public ChannelReader<ConsoleKeyInfo> Keys => _keys.Reader;

    private void Read()
    {
        try
        {
            while (true)
            {
                _keys.Writer.TryWrite(Console.ReadKey(true));
            }
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            _keys.Writer.TryComplete();
        }
    }
}
