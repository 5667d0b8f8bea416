using System.Buffers.Binary;
using NetMonitor.Native.Tests.Bpf;

namespace NetMonitor.Native.Tests.Fuzz;

/// <summary>Inputs of the fuzzer: every frame of the tables, whole and cut short anywhere, through each program. The layout is that of
/// tests/Fuzz/fuzz_frames.c.</summary>
internal static class FuzzSeeds
{
    private const int Programs = 3;
    private const int FramesPerInput = 8;

    /// <summary>In the order of its enum option, from bit 0 on.</summary>
    private const byte Super = 16;

    public static void WriteTo(string folder)
    {
        var random = new Random(1);
        var frames = PacketTable.Rows.Concat(CutFrames.All).Concat(LongFrames.All).Select(row => row.Frame.Bytes).ToArray();
        for (var program = 0; program < Programs; program++)
        {
            foreach (var (number, few) in frames.Chunk(FramesPerInput).Index())
            {
                // The frames as they are, then the same ones in every circumstance: bare, tagged, in buffers of their own, without memory.
                Write(folder, $"{program}-{number}-plain", few, program, (byte)number, () => (0, 0));
                Write(folder, $"{program}-{number}-odd", few, program, (byte)random.Next(4), () => ((byte)random.Next(256), (byte)random.Next(256)));
            }
        }
    }

    private static void Write(string folder, string name, byte[][] frames, int program, byte table, Func<(byte Options, byte Linear)> circumstances)
    {
        using var file = File.Create(Path.Combine(folder, name));
        file.WriteByte(table);
        Span<byte> record = stackalloc byte[8];
        foreach (var frame in frames)
        {
            var (options, linear) = circumstances();
            record[0] = (byte)program;
            record[1] = options;
            record[2] = linear;
            record[3] = (byte)((options & Super) == 0 ? 0 : frame.Length / 100);
            BinaryPrimitives.WriteUInt16LittleEndian(record[4..], 100);
            BinaryPrimitives.WriteUInt16LittleEndian(record[6..], (ushort)frame.Length);
            file.Write(record);
            file.Write(frame);
        }
    }
}
