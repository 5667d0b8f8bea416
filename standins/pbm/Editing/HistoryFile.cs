namespace NetMonitor.Pbm.Editing;

/// <summary>
/// Where the history outlives the session: below the folder for state, one line per entry. Where there is no such folder, or it cannot be
/// written, a session has a history of its own only.
/// </summary>
internal sealed class HistoryFile(string? path)
{
    public static HistoryFile OfUser() => new(
        PathIn(Environment.GetEnvironmentVariable("XDG_STATE_HOME"), "pbm") ?? PathIn(Environment.GetEnvironmentVariable("HOME"), ".local", "state", "pbm"));

    public History Read()
    {
        try
        {
            return path is null ? History.Empty : History.Of(File.ReadLines(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return History.Empty;
        }
    }

    /// <summary>Replaces the file as a whole: a session that dies while writing leaves the old one.</summary>
    public void Write(History history)
    {
        if (path is null)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var draft = $"{path}.{Environment.ProcessId}";
            File.WriteAllLines(draft, history.Lines);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            File.Move(draft, path, true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The commands count, not the memory of them.
        }
    }

    // As the XDG specification says, a relative path counts as none.
    private static string? PathIn(string? folder, params string[] below) => Path.IsPathFullyQualified(folder ?? "") ? Path.Combine([folder!, .. below, "history"]) : null;
}
