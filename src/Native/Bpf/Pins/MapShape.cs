using System.Runtime.InteropServices;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf.Pins;

/// <summary>The first words of struct bpf_map_info (linux/bpf.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MapShape
{
    public uint Type;
    public uint Id;
    public uint KeySize;
    public uint ValueSize;
    public uint MaxEntries;
    public uint MapFlags;

    /// <exception cref="BpfException">The descriptor is closed.</exception>
    public static MapShape Of(int map)
    {
        var shape = default(MapShape);
        var length = (uint)sizeof(MapShape);
        var result = Libbpf.GetInfo(map, &shape, ref length);
        return result == 0 ? shape : throw new BpfException("ask about the map", $"{map}", (Errno)(-result), "");
    }
}
