using System.Globalization;
using System.Text;

namespace NetMonitor.Lab;

/// <summary>The BPF programs of this kernel. Needs CAP_SYS_ADMIN.</summary>
public static unsafe class LoadedPrograms
{
    /// <summary>Name by id, of those whose name starts with <paramref name="prefix"/>. The kernel cuts names at 15 characters.</summary>
    public static IReadOnlyDictionary<uint, string> Named(string prefix)
    {
        var found = new Dictionary<uint, string>();
        for (uint? id = Next(0); id is { } present; id = Next(present))
        {
            if (Name(present) is { } name && name.StartsWith(prefix, StringComparison.Ordinal))
            {
                found[present] = name;
            }
        }

        return found;
    }

    /// <summary>The ids that a living process holds, by descriptors of the program or of a link to it.</summary>
    public static IReadOnlySet<uint> Held() =>
        HeldBy(Directory.EnumerateDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])));

    /// <summary>The ids that this process holds.</summary>
    public static IReadOnlySet<uint> HeldBy(int process) => HeldBy([$"/proc/{process}"]);

    private static HashSet<uint> HeldBy(IEnumerable<string> processes) => processes
        .SelectMany(Descriptors).SelectMany(Lines).Where(line => line.StartsWith("prog_id:", StringComparison.Ordinal))
        .Select(line => uint.Parse(line.AsSpan(8), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture)).ToHashSet();

    private static uint? Next(uint id)
    {
        var attr = new Interop.bpf_attr_id { id = id };
        return Interop.syscall(Interop.SysBpf, Interop.BPF_PROG_GET_NEXT_ID, &attr, (uint)sizeof(Interop.bpf_attr_id)) == 0
            ? attr.next_id
            : null;
    }

    /// <summary>Null when the program went meanwhile.</summary>
    private static string? Name(uint id)
    {
        var attr = new Interop.bpf_attr_id { id = id };
        var fd = (int)Interop.syscall(Interop.SysBpf, Interop.BPF_PROG_GET_FD_BY_ID, &attr, (uint)sizeof(Interop.bpf_attr_id));
        if (fd < 0)
        {
            return null;
        }

        Span<byte> info = stackalloc byte[Interop.BPF_PROG_INFO_LENGTH];
        info.Clear();
        fixed (byte* start = info)
        {
            var request = new Interop.bpf_attr_info { bpf_fd = (uint)fd, info_len = (uint)info.Length, info = (ulong)start };
            _ = Interop.syscall(Interop.SysBpf, Interop.BPF_OBJ_GET_INFO_BY_FD, &request, (uint)sizeof(Interop.bpf_attr_info));
        }

        _ = Interop.close(fd);
        return Encoding.ASCII.GetString(info[Interop.BPF_PROG_INFO_NAME..]).TrimEnd('\0');
    }

    private static string[] Descriptors(string process)
    {
        try
        {
            return Directory.GetFiles($"{process}/fdinfo");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string[] Lines(string descriptor)
    {
        try
        {
            return File.ReadAllLines(descriptor);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
