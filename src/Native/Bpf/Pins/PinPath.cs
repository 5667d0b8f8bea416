using System.Runtime.InteropServices;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf.Pins;

/// <summary>What is done with names on a BPF file system. Its names have no dot: the kernel keeps those for itself (bpf_lookup() in kernel/bpf/inode.c).</summary>
internal static class PinPath
{
    private const uint OwnersOnly = 0x1c0;

    /// <summary>Also where it is there already.</summary>
    /// <exception cref="BpfException">Refused.</exception>
    public static void MakeDirectory(string path)
    {
        if (Libc.MakeDirectory(path, OwnersOnly) < 0 && LastErrno is not Errno.EEXIST)
        {
            throw Refused("make the directory", path);
        }
    }

    /// <exception cref="BpfException">Refused, or there is one of that name.</exception>
    public static void Pin(int descriptor, string path)
    {
        var result = Libbpf.Pin(descriptor, path);
        if (result < 0)
        {
            throw new BpfException("pin", path, (Errno)(-result), Cause((Errno)(-result)));
        }
    }

    /// <returns>Null where there is none of that name.</returns>
    /// <exception cref="BpfException">Refused.</exception>
    public static DescriptorHandle? Find(string path)
    {
        var descriptor = Libbpf.GetPinned(path);
        return descriptor >= 0 ? new DescriptorHandle(descriptor)
            : -descriptor == (int)Errno.ENOENT ? null
            : throw new BpfException("open the pin", path, (Errno)(-descriptor), Cause((Errno)(-descriptor)));
    }

    /// <exception cref="BpfException">Refused, or not there.</exception>
    public static DescriptorHandle Open(string path) =>
        Find(path) ?? throw new BpfException("open the pin", path, Errno.ENOENT, "somebody removed it");

    /// <returns>False where it was not there.</returns>
    /// <exception cref="BpfException">Refused.</exception>
    public static bool Remove(string path) =>
        Libc.Unlink(path) == 0 || (LastErrno == Errno.ENOENT ? false : throw Refused("remove the pin", path));

    /// <summary>From one moment to the next the directory is there under its new name, with all that is in it.</summary>
    /// <exception cref="BpfException">Refused.</exception>
    public static void Rename(string from, string to)
    {
        if (Libc.Rename(from, to) < 0)
        {
            throw Refused("rename the directory", from);
        }
    }

    /// <summary>With all pins in it. Nothing happens where it is not there.</summary>
    /// <exception cref="BpfException">Refused.</exception>
    public static void RemoveDirectory(string path)
    {
        if (!Directory.Exists(path))
        {
            return;
        }

        foreach (var directory in Directory.GetDirectories(path))
        {
            RemoveDirectory(directory);
        }

        foreach (var pin in Directory.GetFiles(path))
        {
            _ = Remove(pin);
        }

        if (Libc.RemoveDirectory(path) < 0 && LastErrno != Errno.ENOENT)
        {
            throw Refused("remove the directory", path);
        }
    }

    private static Errno LastErrno => (Errno)Marshal.GetLastPInvokeError();

    private static BpfException Refused(string operation, string path) => new(operation, path, LastErrno, Cause(LastErrno));

    private static string Cause(Errno errno) => errno switch
    {
        Errno.EPERM or Errno.EACCES => "the directory belongs to somebody else; give this user one of its own on a BPF file system (--bpffs)",
        Errno.ENOENT => "the BPF file system is not mounted there",
        Errno.EROFS => "the file system is mounted read-only",
        _ => "",
    };
}
