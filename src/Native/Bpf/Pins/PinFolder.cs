using System.Globalization;
using System.Runtime.InteropServices;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Bpf.Pins;

/// <summary>The directory of one network namespace on a BPF file system: <c>netmonitor/COOKIE</c>, with a directory for each NIC. Whoever has it open is the only one.</summary>
public sealed class PinFolder : IDisposable
{
    private const string Root = "netmonitor";

    private readonly DescriptorHandle _lock;

    private PinFolder(string path, DescriptorHandle @lock) => (Path, _lock) = (path, @lock);

    public string Path { get; }

    /// <summary>Of the calling thread's namespace; makes it where there is none, and tries out whether pins work there.</summary>
    /// <param name="filesystem">Directory on a BPF file system.</param>
    /// <exception cref="BpfException">EBUSY: another process has it. Else pins do not work here.</exception>
    public static PinFolder Open(string filesystem)
    {
        var path = PathFor(filesystem, NamespaceCookie.Read());
        PinPath.MakeDirectory($"{filesystem}/{Root}");
        DescriptorHandle? held;
        do
        {
            PinPath.MakeDirectory(path);
            held = Lock(path);
        }
        while (held is null);

        try
        {
            foreach (var leftover in Directory.GetFiles(path))
            {
                // A trial that was killed.
                _ = PinPath.Remove(leftover);
            }

            TryOut(path);
            return new PinFolder(path, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Opens what is there, and nothing where nothing is.</summary>
    /// <exception cref="BpfException">As <see cref="Open"/>.</exception>
    public static PinFolder? Find(string filesystem)
    {
        var path = PathFor(filesystem, NamespaceCookie.Read());
        return Directory.Exists(path) && Lock(path) is { } held ? new PinFolder(path, held) : null;
    }

    /// <summary>Those of every namespace, also of such that are gone; one that another process has is told of and left out.</summary>
    public static IReadOnlyList<PinFolder> FindAll(string filesystem, Action<BpfException> inUse)
    {
        var root = $"{filesystem}/{Root}";
        var found = new List<PinFolder>();
        foreach (var path in Directory.Exists(root) ? Directory.GetDirectories(root) : [])
        {
            try
            {
                if (Lock(path) is { } held)
                {
                    found.Add(new PinFolder(path, held));
                }
            }
            catch (BpfException refusal)
            {
                inUse(refusal);
            }
        }

        return found;
    }

    /// <summary>Indices of the NICs that something is pinned of.</summary>
    public IReadOnlyList<int> Indices =>
        [.. Directory.GetDirectories(Path).Select(path => PinNames.Number(System.IO.Path.GetFileName(path))).OfType<int>().Order()];

    /// <summary>Whether anything is pinned of a NIC. Takes no right to BPF.</summary>
    public bool Holds(int ifindex)
    {
        var directory = PathOf(ifindex);
        return Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any();
    }

    /// <summary>What the newest generation of a NIC says of itself; null where there is none that can be read.</summary>
    public PinAbout? About(int ifindex)
    {
        try
        {
            var generations = Of(ifindex).Generations(_ => { });
            var about = generations.LastOrDefault()?.About;
            foreach (var generation in generations)
            {
                generation.Dispose();
            }

            return about;
        }
        catch (BpfException)
        {
            return null;
        }
    }

    /// <summary>Takes our programs off a NIC, and removes all that is pinned of it.</summary>
    /// <param name="links">For the clsact qdisc, if it is of our making; null where somebody else sees to that, or it is in another namespace.</param>
    /// <returns>One line for each thing that was removed, or left.</returns>
    /// <exception cref="BpfException">Refused.</exception>
    /// <exception cref="NetlinkException">Likewise.</exception>
    public IReadOnlyList<string> Remove(int ifindex, Rtnetlink? links = null)
    {
        var removed = new List<string>();
        var pins = Of(ifindex);
        var about = About(ifindex);
        var name = about?.Nic.Name ?? string.Create(CultureInfo.InvariantCulture, $"interface {ifindex}");
        var generations = pins.Generations(_ => { });
        var programs = generations.SelectMany(generation => generation.ProgramIds).ToHashSet();
        foreach (var hook in new[] { Hook.ClsactIngress, Hook.ClsactEgress })
        {
            using var filter = ClsactFilter.Find(hook, ifindex, name, programs);
            if (filter is not null)
            {
                removed.Add($"removed {name}: filter on {hook}, program {filter.Id}");
            }
        }

        if (about is { MadeClsact: true } && links is not null)
        {
            removed.AddRange(RemoveClsact(ifindex, name, links));
        }

        foreach (var link in pins.Links(ifindex, name))
        {
            removed.Add($"removed {name}: link {link.Id} on {link.Hook}");
            link.Dispose();
        }

        foreach (var generation in generations)
        {
            removed.Add($"removed {name}: programs and maps of generation {generation.Number}");
            generation.Dispose();
        }

        pins.RemoveAll();
        return removed;
    }

    /// <summary>Whether something can be pinned on this file system.</summary>
    /// <returns>Null where it can; else why not.</returns>
    public static string? Objection(string filesystem)
    {
        try
        {
            TryOut(filesystem);
            return null;
        }
        catch (BpfException refusal)
        {
            return refusal.Message;
        }
    }

    /// <summary>Removes the directory if nothing is in it any more.</summary>
    public void Dispose()
    {
        _ = Libc.RemoveDirectory(Path);
        _lock.Dispose();
    }

    internal NicPins Of(int ifindex) => new(PathOf(ifindex));

    private string PathOf(int ifindex) => string.Create(CultureInfo.InvariantCulture, $"{Path}/{ifindex}");

    private static string PathFor(string filesystem, ulong cookie) => string.Create(CultureInfo.InvariantCulture, $"{filesystem}/{Root}/{cookie}");

    /// <returns>Null where the directory was removed meanwhile.</returns>
    private static DescriptorHandle? Lock(string path)
    {
        var descriptor = Libc.Open(path, Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (descriptor < 0)
        {
            var errno = (Errno)Marshal.GetLastPInvokeError();
            return errno == Errno.ENOENT ? null : throw new BpfException("open the directory", path, errno, "");
        }

        var held = new DescriptorHandle(descriptor);
        if (Libc.Lock(descriptor, Libc.LOCK_EX | Libc.LOCK_NB) < 0)
        {
            held.Dispose();
            throw new BpfException("lock the directory", path, Errno.EBUSY, "another netmonitor counts in this network namespace; end it first, or give this one another BPF file system (--bpffs)");
        }

        if (Directory.Exists(path))
        {
            return held;
        }

        held.Dispose();
        return null;
    }

    private static IEnumerable<string> RemoveClsact(int ifindex, string name, Rtnetlink links)
    {
        var isEmpty = links.ListFilters(ifindex, ClsactHook.Ingress).IsEmpty && links.ListFilters(ifindex, ClsactHook.Egress).IsEmpty;
        if (!isEmpty)
        {
            yield return $"left {name}: the clsact qdisc, for others have filters in it";
        }
        else if (links.DeleteClsact(ifindex))
        {
            yield return $"removed {name}: the clsact qdisc, which was made for the filters";
        }
    }

    private static void TryOut(string path)
    {
        var trial = string.Create(CultureInfo.InvariantCulture, $"netmonitor_trial_{Environment.ProcessId}");
        using var map = NewMap.Array("nm_trial", sizeof(uint), 1);
        PinPath.Pin(map.Descriptor, $"{path}/{trial}");
        _ = PinPath.Remove($"{path}/{trial}");
    }
}
