using NetMonitor.Native.Errors;

namespace NetMonitor.Native.Bpf;

/// <summary>The bytes of an object file, read once and opened for each NIC.</summary>
public sealed class ObjectImage
{
    private ObjectImage(string path, byte[] bytes)
    {
        Path = path;
        Bytes = bytes;
    }

    public string Path { get; }

    internal byte[] Bytes { get; }

    /// <exception cref="BpfException">The file is not there, cannot be read, or is no ELF file for BPF.</exception>
    public static ObjectImage Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BpfException("read the object file", path, Errno.ENOENT, "build.sh makes it; --program names another one");
        }
        catch (UnauthorizedAccessException)
        {
            var errno = Directory.Exists(path) ? Errno.EISDIR : Errno.EACCES;
            throw new BpfException("read the object file", path, errno, "--program takes a file that this user may read");
        }

        return new ObjectImage(path, Checked(path, bytes));
    }

    /// <summary>Magic number, 64 bits, and e_machine EM_BPF (elf.h), so that a wrong file is named as such before libbpf sees it.</summary>
    private static byte[] Checked(string path, byte[] bytes)
    {
        const int Header = 64;
        ReadOnlySpan<byte> magic = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2];
        var isBpf = bytes.Length >= Header && bytes.AsSpan().StartsWith(magic) && bytes[18] == 247 && bytes[19] == 0;
        return isBpf
            ? bytes
            : throw new BpfException("read the object file", path, Errno.ENOEXEC, "it is no BPF object, or was cut short; build it again with build.sh");
    }
}
