using System.ComponentModel;
using System.Reflection;
using System.Runtime.InteropServices;

namespace NetMonitor.Lab;

/// <summary>What a test needs of the machine. Each answers null when it is there, else the reason for the skip, as it was found.</summary>
public static class Prerequisite
{
    private static readonly Version WithTcx = new(6, 6);

    private static readonly Lazy<string?> BpfCall = new(ProbeBpf);
    private static readonly Lazy<string?> TcxQuery = new(ProbeTcx);

    public static string? Root() =>
        Interop.geteuid() is var euid and not 0 ? $"skipped: not root (euid {euid})" : null;

    public static string? Bpf() => Root() ?? BpfCall.Value ?? BpfObject();

    /// <summary>Asked about a NIC that nobody has, so that nothing is touched. A kernel that is new enough and says no is no reason.</summary>
    public static string? Tcx() => TcxQuery.Value;

    public static string? Cpus(int wanted) =>
        NetMonitor.Lab.Cpus.Allowed.Length >= wanted ? null : $"skipped: this process may run on {NetMonitor.Lab.Cpus.Allowed.Length} CPU, it takes {wanted}";

    public static string? Shared(string folder) =>
        Directory.Exists(LabPaths.Shared(folder)) ? null : $"skipped: no shared/{folder} beside the project's root";

    public static string? Tools(params string[] tools) =>
        tools.Where(t => !OnPath(t)).ToArray() is { Length: > 0 } missing
            ? $"skipped: not on PATH: {string.Join(", ", missing)}"
            : null;

    public static string? BpfObject() =>
        File.Exists(LabPaths.BpfObject) ? null : $"skipped: {LabPaths.BpfObject} is not there; ./build.sh bpf makes it";

    /// <summary>With the stand-in. bin/pbm speaks to no other host, and no other takes a command without a client.</summary>
    public static string? PbmHost() =>
        Assembly.Load("Petabridge.Cmd.Host").GetReferencedAssemblies().Any(name => name.Name == "pbm.Protocol")
            ? null
            : "skipped: the host of commands is not the stand-in's (PetabridgeCmd=nuget)";

    private static bool OnPath(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Append("/sbin")
            .Any(folder => File.Exists(Path.Combine(folder, tool)));

    private static unsafe string? ProbeBpf()
    {
        var attr = new Interop.bpf_attr_map_create
        {
            map_type = Interop.BPF_MAP_TYPE_ARRAY,
            key_size = 4,
            value_size = 4,
            max_entries = 1,
        };
        var fd = (int)Interop.syscall(Interop.SysBpf, Interop.BPF_MAP_CREATE, &attr, (uint)sizeof(Interop.bpf_attr_map_create));
        if (fd < 0)
        {
            return $"skipped: bpf(BPF_MAP_CREATE): {new Win32Exception(Marshal.GetLastPInvokeError()).Message}";
        }

        _ = Interop.close(fd);
        return null;
    }

    private static unsafe string? ProbeTcx()
    {
        var attr = new Interop.bpf_attr_query { target_ifindex = int.MaxValue, attach_type = Interop.BPF_TCX_INGRESS };
        _ = Interop.syscall(Interop.SysBpf, Interop.BPF_PROG_QUERY, &attr, (uint)sizeof(Interop.bpf_attr_query));
        return Marshal.GetLastPInvokeError() == Interop.EINVAL && Environment.OSVersion.Version < WithTcx
            ? $"skipped: no TCX: Linux {Environment.OSVersion.Version} does not know the hook (since {WithTcx})"
            : null;
    }
}
