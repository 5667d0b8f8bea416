using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace NetMonitor.Native.Btf;

/// <summary>Reads the BTF type format (https://docs.kernel.org/bpf/btf.html): a header, a list of types of which each starts with
/// twelve bytes (name, info, size or type), and a table of strings. Little-endian, as bpfel objects are.</summary>
public static class BtfReader
{
    private const ushort Magic = 0xeb9f;
    private const int PointerSize = 8;

    private enum Kind
    {
        Int = 1, Pointer, Array, Struct, Union, Enum, Forward, Typedef, Volatile, Const, Restrict, Function, FunctionPrototype,
        Variable, Section, Float, DeclarationTag, TypeTag, Enum64,
    }

    /// <exception cref="BtfFormatException">Not BTF, cut short, or of a kind that is newer than Linux 6.18.</exception>
    public static BtfTypes Read(ReadOnlySpan<byte> data)
    {
        if (data.Length < 24 || U16(data, 0) != Magic)
        {
            throw new BtfFormatException($"{data.Length} bytes that do not begin with the BTF magic number");
        }

        var header = I32(data, 4);
        var types = Slice(data, header + I32(data, 8), I32(data, 12));
        var strings = Slice(data, header + I32(data, 16), I32(data, 20));
        var entries = Entries(types);
        var structs = ImmutableArray.CreateBuilder<BtfStruct>();
        var enums = ImmutableArray.CreateBuilder<BtfEnum>();
        var variables = ImmutableArray.CreateBuilder<BtfVariable>();
        foreach (var entry in entries)
        {
            var name = Text(strings, entry.Name);
            switch (entry.Kind)
            {
                case Kind.Struct when name.Length > 0:
                    structs.Add(new BtfStruct(name, entry.SizeOrType, Members(types, strings, entries, entry)));
                    break;
                case Kind.Enum when name.Length > 0:
                    enums.Add(new BtfEnum(name, Values(types, strings, entry)));
                    break;
                case Kind.Section:
                    AddVariables(variables, types, strings, entries, entry, name);
                    break;
            }
        }

        return new BtfTypes(structs.ToImmutable(), enums.ToImmutable(), variables.ToImmutable());
    }

    private static List<Entry> Entries(ReadOnlySpan<byte> types)
    {
        var entries = new List<Entry>();
        for (var at = 0; at < types.Length;)
        {
            var info = U32(types, at + 4);
            var entry = new Entry(I32(types, at), (Kind)(info >> 24 & 0x1f), (int)(info & 0xffff), info >> 31 != 0, I32(types, at + 8), at + 12);
            entries.Add(entry);
            at = entry.Extra + entry.Kind switch
            {
                Kind.Int or Kind.Variable or Kind.DeclarationTag => 4,
                Kind.Array => 12,
                Kind.Struct or Kind.Union or Kind.Section or Kind.Enum64 => 12 * entry.Count,
                Kind.Enum or Kind.FunctionPrototype => 8 * entry.Count,
                Kind.Pointer or Kind.Forward or Kind.Typedef or Kind.Volatile or Kind.Const or Kind.Restrict or Kind.Function
                    or Kind.Float or Kind.TypeTag => 0,
                _ => throw new BtfFormatException($"type {entries.Count} is of the unknown kind {(int)entry.Kind}"),
            };
        }

        return entries;
    }

    private static ImmutableArray<BtfMember> Members(ReadOnlySpan<byte> types, ReadOnlySpan<byte> strings, List<Entry> entries, Entry entry)
    {
        var members = ImmutableArray.CreateBuilder<BtfMember>(entry.Count);
        for (var i = 0; i < entry.Count; i++)
        {
            var at = entry.Extra + 12 * i;
            var bits = U32(types, at + 8) & (entry.Flag ? 0xffffffu : 0xffffffffu);
            members.Add(new BtfMember(Text(strings, I32(types, at)), (int)(bits / 8), Size(types, entries, I32(types, at + 4))));
        }

        return members.ToImmutable();
    }

    private static ImmutableArray<KeyValuePair<string, long>> Values(ReadOnlySpan<byte> types, ReadOnlySpan<byte> strings, Entry entry)
    {
        var values = ImmutableArray.CreateBuilder<KeyValuePair<string, long>>(entry.Count);
        for (var i = 0; i < entry.Count; i++)
        {
            var at = entry.Extra + 8 * i;
            values.Add(new(Text(strings, I32(types, at)), entry.Flag ? I32(types, at + 4) : U32(types, at + 4)));
        }

        return values.ToImmutable();
    }

    private static void AddVariables(
        ImmutableArray<BtfVariable>.Builder variables, ReadOnlySpan<byte> types, ReadOnlySpan<byte> strings, List<Entry> entries, Entry section, string sectionName)
    {
        for (var i = 0; i < section.Count; i++)
        {
            var at = section.Extra + 12 * i;
            var variable = At(entries, I32(types, at));
            variables.Add(new BtfVariable(Text(strings, variable.Name), sectionName, I32(types, at + 4), I32(types, at + 8)));
        }
    }

    /// <summary>Bounded: a chain of qualifiers cannot be longer than the list of types.</summary>
    private static int Size(ReadOnlySpan<byte> types, List<Entry> entries, int type)
    {
        var times = 1;
        for (var steps = 0; steps <= entries.Count; steps++)
        {
            var entry = At(entries, type);
            switch (entry.Kind)
            {
                case Kind.Pointer:
                    return times * PointerSize;
                case Kind.Array:
                    times *= I32(types, entry.Extra + 8);
                    type = I32(types, entry.Extra);
                    break;
                case Kind.Typedef or Kind.Volatile or Kind.Const or Kind.Restrict or Kind.TypeTag:
                    type = entry.SizeOrType;
                    break;
                default:
                    return times * entry.SizeOrType;
            }
        }

        throw new BtfFormatException("a type that refers to itself");
    }

    private static Entry At(List<Entry> entries, int type) =>
        type >= 1 && type <= entries.Count ? entries[type - 1] : throw new BtfFormatException($"a reference to type {type} of {entries.Count}");

    private static string Text(ReadOnlySpan<byte> strings, int offset)
    {
        var rest = Slice(strings, offset, strings.Length - offset);
        var end = rest.IndexOf((byte)0);
        return end < 0 ? throw new BtfFormatException("a name without an end") : Encoding.UTF8.GetString(rest[..end]);
    }

    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> data, int offset, int length) =>
        offset >= 0 && length >= 0 && offset <= data.Length - length
            ? data.Slice(offset, length)
            : throw new BtfFormatException($"bytes {offset} to {(long)offset + length} of {data.Length} were asked for");

    private static ushort U16(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(data, offset, 2));

    private static uint U32(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(data, offset, 4));

    private static int I32(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadInt32LittleEndian(Slice(data, offset, 4));

    private readonly record struct Entry(int Name, Kind Kind, int Count, bool Flag, int SizeOrType, int Extra);
}
