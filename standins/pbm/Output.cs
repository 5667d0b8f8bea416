using System.Text;

namespace NetMonitor.Pbm;

/// <summary>Standard output and standard error as bytes: no encoder, no terminal settings, nothing that would cost a short run its start.</summary>
internal sealed class Output(Stream answers, Stream errors)
{
    public static Output OfProcess() => new(Console.OpenStandardOutput(), Console.OpenStandardError());

    /// <summary>A line, or the lines that the text has.</summary>
    public void Write(string text, bool isError) => Put(isError ? errors : answers, text.EndsWith('\n') ? text : text + "\n");

    /// <summary>The text as it is.</summary>
    public void Draw(string text) => Put(answers, text);

    private static void Put(Stream stream, string text)
    {
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush();
    }
}
