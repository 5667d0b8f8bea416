namespace NetMonitor.Engine.Capture;

/// <summary>Whether a directory lies on a BPF file system.</summary>
public static class BpfFilesystem
{
    /// <summary>Null when it does; else what is there instead.</summary>
    public static string? Objection(string directory) => Directory.Exists(directory)
        ? Objection(directory, File.ReadLines("/proc/self/mountinfo"))
        : $"{directory} does not exist";

    /// <param name="mounts">Lines of /proc/PID/mountinfo, proc_pid_mountinfo(5): the mount point is the fifth field, the type the
    /// first one behind the lone hyphen.</param>
    public static string? Objection(string directory, IEnumerable<string> mounts)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var (point, type) = ("", "unknown");
        foreach (var fields in mounts.Select(line => line.Split(' ')))
        {
            var hyphen = Array.IndexOf(fields, "-");
            // Of two mounts on one point the later one is seen.
            if (hyphen > 4 && hyphen + 1 < fields.Length && fields[4].Length >= point.Length && Holds(fields[4], path))
            {
                (point, type) = (fields[4], fields[hyphen + 1]);
            }
        }

        return type == "bpf" ? null : $"{directory} is on a file system of type {type}";
    }

    private static bool Holds(string mountPoint, string path) =>
        mountPoint == "/" || path == mountPoint || path.StartsWith(mountPoint + "/", StringComparison.Ordinal);
}
