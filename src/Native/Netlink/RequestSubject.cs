using System.Globalization;

namespace NetMonitor.Native.Netlink;

/// <summary>Whom a request is about; put in words only when it fails, so that a request that succeeds allocates nothing.</summary>
internal readonly record struct RequestSubject(int Index, string? Name)
{
    public static RequestSubject All => default;

    public static RequestSubject Of(int index) => new(index, null);

    public static RequestSubject Of(string name) => new(0, name);

    public override string ToString() => this switch
    {
        { Name: { } name } => $"interface {name}",
        { Index: 0 } => "all interfaces",
        _ => string.Create(CultureInfo.InvariantCulture, $"interface {Index}"),
    };
}
