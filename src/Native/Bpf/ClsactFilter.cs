using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf;

/// <summary>A direct-action filter on a clsact qdisc. It has no link: it stays when this process dies, and is found again by its handle
/// and priority, which only ours has.</summary>
internal sealed unsafe class ClsactFilter : IAttached
{
    /// <summary>"NM".</summary>
    private const uint Handle = 0x4e4d;

    /// <summary>Before the filters that might end the chain. A priority holds one kind of classifier only, so some are tried.</summary>
    private static readonly uint[] Priorities = [1, 2, 3, 4];

    private readonly int _ifindex;
    private readonly uint _priority;
    private readonly string _interfaceName;
    private bool _removed;

    private ClsactFilter(Hook hook, int ifindex, string interfaceName, uint priority, uint programId)
    {
        Hook = hook;
        _ifindex = ifindex;
        _interfaceName = interfaceName;
        _priority = priority;
        Id = programId;
    }

    public Hook Hook { get; }

    public uint Id { get; private set; }

    public uint ProgramId => Id;

    /// <summary>The qdisc must be there.</summary>
    /// <exception cref="BpfException">Refused.</exception>
    public static ClsactFilter Attach(Hook hook, int program, int ifindex, string interfaceName)
    {
        var result = 0;
        using var log = LibbpfLog.Capture();
        foreach (var priority in Priorities)
        {
            var place = Place(hook, ifindex);
            var options = Options(program, priority);
            result = Libbpf.AttachFilter(&place, &options);
            if (result == 0)
            {
                return new ClsactFilter(hook, ifindex, interfaceName, priority, options.ProgId);
            }

            if (-result is (int)Errno.EPERM or (int)Errno.ENODEV or (int)Errno.ENOMEM)
            {
                break;
            }
        }

        throw Refused(hook == Hook.ClsactIngress ? "attach to clsact ingress" : "attach to clsact egress", interfaceName, result);
    }

    /// <summary>The filter that one of these programs is in.</summary>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="BpfException">Refused.</exception>
    public static ClsactFilter? Find(Hook hook, int ifindex, string interfaceName, IReadOnlySet<uint> programs)
    {
        foreach (var priority in Priorities)
        {
            var filter = programs.Select(id => new ClsactFilter(hook, ifindex, interfaceName, priority, id)).FirstOrDefault(one => one.IsInPlace());
            if (filter is not null)
            {
                return filter;
            }
        }

        return null;
    }

    public bool IsInPlace()
    {
        var options = new TcOptions { Sz = (nuint)sizeof(TcOptions), Handle = Handle, Priority = _priority };
        var place = Place(Hook, _ifindex);
        using var log = LibbpfLog.Capture();
        var result = Libbpf.QueryFilter(&place, &options);
        return result switch
        {
            0 => options.ProgId == Id,
            -(int)Errno.ENOENT or -(int)Errno.ENODEV or -(int)Errno.EINVAL => false,
            _ => throw Refused("ask about the clsact filter", _interfaceName, result),
        };
    }

    public void Replace(int program)
    {
        if (!IsInPlace())
        {
            throw Refused("replace the clsact filter", _interfaceName, -(int)Errno.ENOENT);
        }

        var options = Options(program, _priority);
        var place = Place(Hook, _ifindex);
        using var log = LibbpfLog.Capture();
        var result = Libbpf.AttachFilter(&place, &options);
        if (result < 0)
        {
            throw Refused("replace the clsact filter", _interfaceName, result);
        }

        Id = options.ProgId;
    }

    public void Leave() => _removed = true;

    /// <summary>Takes the filter off unless somebody else has put another in its place.</summary>
    public void Dispose()
    {
        if (_removed)
        {
            return;
        }

        _removed = true;
        if (IsInPlace())
        {
            var options = new TcOptions { Sz = (nuint)sizeof(TcOptions), Handle = Handle, Priority = _priority };
            var place = Place(Hook, _ifindex);
            using var log = LibbpfLog.Capture();
            Libbpf.DetachFilter(&place, &options);
        }
    }

    private static TcOptions Options(int program, uint priority) => new()
    {
        Sz = (nuint)sizeof(TcOptions),
        ProgFd = program,
        Flags = BpfConstants.BPF_TC_F_REPLACE,
        Handle = Handle,
        Priority = priority,
    };

    private static TcHook Place(Hook hook, int ifindex) => new()
    {
        Sz = (nuint)sizeof(TcHook),
        Ifindex = ifindex,
        AttachPoint = hook == Hook.ClsactIngress ? BpfConstants.BPF_TC_INGRESS : BpfConstants.BPF_TC_EGRESS,
    };

    private static BpfException Refused(string operation, string interfaceName, int result) =>
        new(operation, interfaceName, (Errno)(-result), LikelyCause.OfClsact((Errno)(-result)));
}
