namespace NetMonitor.Native.Interop;

/// <summary>
/// Names the C struct that a C# struct repeats. A spec compiles assertions of its size and of each field's offset against the system's headers;
/// a field is the C member's name in PascalCase, and fields that begin with <c>Pad</c> stand for members that are not compared by name.
/// </summary>
/// <param name="name">With its tag (<c>struct nlmsghdr</c>).</param>
/// <param name="header">The header that defines it (<c>linux/netlink.h</c>).</param>
[AttributeUsage(AttributeTargets.Struct)]
internal sealed class KernelStructAttribute(string name, string header) : Attribute
{
    public string Name { get; } = name;

    public string Header { get; } = header;
}
