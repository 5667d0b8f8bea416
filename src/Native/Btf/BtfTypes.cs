using System.Collections.Immutable;

namespace NetMonitor.Native.Btf;

/// <summary>What an object file says of its own types. Only named structs and enumerations, and global variables.</summary>
public sealed record BtfTypes(
    ImmutableArray<BtfStruct> Structs,
    ImmutableArray<BtfEnum> Enums,
    ImmutableArray<BtfVariable> Variables)
{
    public BtfVariable? FindVariable(string name) => Variables.FirstOrDefault(variable => variable.Name == name);
}
