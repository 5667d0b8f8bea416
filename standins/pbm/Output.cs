using System.Text;
using Microsoft.Win32.SafeHandles;

namespace NetMonitor.Pbm;

/// <summary>Standard output and standard error as bytes: no encoder, no terminal settings, nothing that would cost a short run its start.</summary>
internal sealed class Output(Stream answers, Stream errors)
{
    private const int StandardOutput = 1;

    public static Output OfProcess() => new(OpenStandardOutput(), Console.OpenStandardError());

    /// <summary>A line, or the lines that the text has.</summary>
    /// <exception cref="OutputClosedException"/>
    public void Write(string text, bool isError) => Put(isError ? errors : answers, text.EndsWith('\n') ? text : text + "\n");

    /// <summary>The text as it is.</summary>
    /// <exception cref="OutputClosedException"/>
    public void Draw(string text) => Put(answers, text);

    // The console's stream takes a closed pipe for one that is read. A file's stream does not, but would write into a file at an offset
    // of its own, over what others have written since.
    private static Stream OpenStandardOutput()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return Console.OpenStandardOutput();
        }

        var stream = new FileStream(new SafeFileHandle(StandardOutput, false), FileAccess.Write, 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    private static void Put(Stream stream, string text)
    {
        try
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (IOException)
        {
            throw new OutputClosedException();
        }
    }
}
