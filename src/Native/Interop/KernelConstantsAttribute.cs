namespace NetMonitor.Native.Interop;

/// <summary>
/// Marks a class whose constants carry the C spelling of what they repeat. A spec compiles an assertion of each against these headers.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class KernelConstantsAttribute(params string[] headers) : Attribute
{
    public string[] Headers { get; } = headers;
}
