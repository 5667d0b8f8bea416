using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Btf;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf;

/// <summary>An object file opened by libbpf, and after <see cref="Load"/> its programs and maps in the kernel.</summary>
internal sealed unsafe class BpfObject : IDisposable
{
    private readonly BpfObjectHandle _handle;
    private readonly string _path;

    private BpfObject(BpfObjectHandle handle, string path)
    {
        _handle = handle;
        _path = path;
    }

    public IEnumerable<string> ProgramNames
    {
        get
        {
            for (var program = Libbpf.NextProgram(_handle, 0); program != 0; program = Libbpf.NextProgram(_handle, program))
            {
                yield return NameOf(program);
            }
        }
    }

    /// <exception cref="BpfException">libbpf cannot make sense of the file.</exception>
    public static BpfObject Open(ObjectImage image)
    {
        using var log = LibbpfLog.Capture();
        fixed (byte* bytes = image.Bytes)
        {
            var handle = Libbpf.OpenMemory(bytes, (nuint)image.Bytes.Length, null);
            var errno = (Errno)Marshal.GetLastPInvokeError();
            return handle.IsInvalid
                ? throw new BpfException("open the object file", image.Path, errno, "it was cut short or damaged; build it again with build.sh", log.Text)
                : new BpfObject(handle, image.Path);
        }
    }

    /// <summary>The types and sections of this object, as the compiler described them.</summary>
    public BtfTypes Types() => BtfReader.Read(RawTypes());

    /// <summary>The same as bytes.</summary>
    public byte[] RawTypes()
    {
        var btf = Libbpf.ObjectBtf(_handle);
        if (btf == 0)
        {
            throw new BpfException("read the types", _path, Errno.ENOENT, "the object was built without -g, or stripped of its .BTF section");
        }

        var data = Libbpf.BtfRawData(btf, out var size);
        return new ReadOnlySpan<byte>(data, (int)size).ToArray();
    }

    /// <summary>A global variable's bytes before load; its value at load time is what the verifier sees.</summary>
    public void SetGlobal(BtfTypes types, string variable, uint value) => MemoryMarshal.Write(Global(types, variable, sizeof(uint)), in value);

    /// <summary>As <see cref="SetGlobal(BtfTypes, string, uint)"/>, for an array of words.</summary>
    public void SetGlobal(BtfTypes types, string variable, ReadOnlySpan<ulong> values) =>
        MemoryMarshal.AsBytes(values).CopyTo(Global(types, variable, values.Length * sizeof(ulong)));

    public uint GetGlobal(BtfTypes types, string variable) => MemoryMarshal.Read<uint>(Global(types, variable, sizeof(uint)));

    /// <summary>Leaves every other program out of the load.</summary>
    public void OnlyPrograms(IReadOnlyCollection<string> names)
    {
        for (var program = Libbpf.NextProgram(_handle, 0); program != 0; program = Libbpf.NextProgram(_handle, program))
        {
            var name = NameOf(program);
            Check(Libbpf.SetAutoload(program, names.Contains(name)), "choose the program", name, "");
        }
    }

    public void SetMaxEntries(string map, uint entries) =>
        Check(Libbpf.SetMapMaxEntries(Map(map), entries), "size the map", map, "");

    /// <summary>Leaves a map out of the load, for programs whose code that uses it is switched off.</summary>
    public void WithoutMap(string map) => Check(Libbpf.SetMapAutocreate(Map(map), false), "leave out the map", map, "");

    /// <exception cref="BpfException">With the verifier's last lines.</exception>
    public void Load()
    {
        using var log = LibbpfLog.Capture();
        var result = Libbpf.LoadObject(_handle);
        if (result < 0)
        {
            throw new BpfException(ProgramCheck.LoadOperation, _path, (Errno)(-result), LikelyCause.OfLoad((Errno)(-result)), log.Text);
        }
    }

    /// <summary>Borrowed: valid until this object is disposed.</summary>
    public int ProgramDescriptor(string name)
    {
        var program = Libbpf.FindProgram(_handle, name);
        return program == 0 ? throw Missing("program", name) : Libbpf.ProgramDescriptor(program);
    }

    /// <summary>Borrowed: valid until this object is disposed.</summary>
    public int MapDescriptor(string name) => Libbpf.MapDescriptor(Map(name));

    /// <summary>The caller's: valid beyond the life of this object.</summary>
    public DescriptorHandle DuplicateProgram(string name) => Duplicate(ProgramDescriptor(name), name);

    /// <summary>As <see cref="DuplicateProgram"/>.</summary>
    /// <exception cref="BpfException">Its values are not of the size that this program reads.</exception>
    public DescriptorHandle DuplicateMap(string name)
    {
        var map = Map(name);
        var size = Libbpf.MapValueSize(map);
        return ExpectedSize(name) is { } expected && size != expected
            ? throw new BpfException("map the array", name, Errno.EPROTO, $"its values are {size} bytes, {expected} were expected: an object of another version")
            : Duplicate(Libbpf.MapDescriptor(map), name);
    }

    /// <summary>Maps the whole of an array into this process, for reading and writing.</summary>
    public MappedArray<T> MapArray<T>(string name) where T : unmanaged
    {
        var map = Map(name);
        var size = Libbpf.MapValueSize(map);
        return size == Unsafe.SizeOf<T>()
            ? MappedArray<T>.Of(name, Libbpf.MapDescriptor(map), (int)Libbpf.MapMaxEntries(map))
            : throw new BpfException("map the array", name, Errno.EPROTO, $"its values are {size} bytes, {Unsafe.SizeOf<T>()} were expected: an object of another version");
    }

    public void Dispose() => _handle.Dispose();

    private Span<byte> Global(BtfTypes types, string variable, int size)
    {
        var place = types.FindVariable(variable) ?? throw Missing("variable", variable);
        var value = Libbpf.MapInitialValue(Map(place.Section), out var length);
        return value != null && place.Offset + size <= (int)length && place.Size == size
            ? new Span<byte>(value + place.Offset, size)
            : throw new BpfException("set the variable", variable, Errno.EPROTO, "an object of another version");
    }

    private static int? ExpectedSize(string map) => map switch
    {
        NmNames.Counters => Unsafe.SizeOf<NmCounters>(),
        NmNames.Control => Unsafe.SizeOf<NmControl>(),
        NmNames.Flows => Unsafe.SizeOf<NmFlow>(),
        _ => null,
    };

    private static DescriptorHandle Duplicate(int descriptor, string name)
    {
        var copy = Libc.DuplicateDescriptor(descriptor, Libc.F_DUPFD_CLOEXEC, 0);
        return copy >= 0
            ? new DescriptorHandle(copy)
            : throw new BpfException("hold the descriptor", name, (Errno)Marshal.GetLastPInvokeError(), "this process has too many of them (ulimit -n)");
    }

    private static string NameOf(nint program) => Marshal.PtrToStringUTF8((nint)Libbpf.ProgramName(program))!;

    private nint Map(string name)
    {
        // libbpf prefixes the maps of well-known sections with the object's name, but finds them by their section.
        var map = Libbpf.FindMap(_handle, name);
        return map == 0 ? throw Missing("map", name) : map;
    }

    private BpfException Missing(string kind, string name) =>
        new($"find the {kind} {name}", _path, Errno.ENOENT, "an object of another version; build it again with build.sh");

    private static void Check(int result, string operation, string subject, string cause)
    {
        if (result < 0)
        {
            throw new BpfException(operation, subject, (Errno)(-result), cause);
        }
    }
}
