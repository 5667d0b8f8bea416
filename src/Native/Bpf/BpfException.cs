using NetMonitor.Native.Errors;

namespace NetMonitor.Native.Bpf;

/// <summary>The kernel or libbpf refused. The message is one line; the verifier's words are in <see cref="Log"/>.</summary>
public sealed class BpfException(string operation, string subject, Errno errno, string likelyCause, string log = "", string wayOut = "")
    : Exception(FailureText.Compose(operation, subject, errno, LastLine(log), wayOut.Length == 0 ? likelyCause : $"{likelyCause}; {wayOut}".TrimStart(' ', ';')))
{
    public string Operation { get; } = operation;

    /// <summary>The program, map, object file or interface.</summary>
    public string Subject { get; } = subject;

    public Errno Errno { get; } = errno;

    public string LikelyCause { get; } = likelyCause;

    /// <summary>What to do instead; empty where there is nothing.</summary>
    public string WayOut { get; } = wayOut;

    /// <summary>The last lines that the verifier and libbpf printed; empty where they said nothing.</summary>
    public string Log { get; } = log;

    /// <summary>The last line that says something: the verifier ends with figures about itself.</summary>
    private static string LastLine(string log) =>
        log.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .LastOrDefault(line => !line.StartsWith("processed ", StringComparison.Ordinal) && !line.StartsWith("-- ", StringComparison.Ordinal)
                && !line.StartsWith("libbpf: ", StringComparison.Ordinal)) ?? "";
}
