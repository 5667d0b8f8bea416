namespace NetMonitor.Lab;

/// <summary>Where a header, or the payload, stands in a frame before anything was cut off.</summary>
/// <param name="Name">The builder's method in lower case: <c>ethernet</c>, <c>vlan</c>, <c>ipv4</c>, <c>tcp</c> ...</param>
public readonly record struct FramePart(string Name, int Offset, int Length)
{
    public int End => Offset + Length;
}
