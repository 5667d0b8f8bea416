namespace Akka.Actor;

/// <summary>The place of an actor in its system's tree. Two paths are equal when their text is: the uid tells incarnations apart, not places.</summary>
public abstract class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>
{
    public const string ValidSymbols = "\"-_.*$+:@&=,!~';()";

    private readonly ActorPath _parent;
    private IReadOnlyList<string> _elements;

    protected ActorPath(Address address, string name)
    {
        Address = address;
        Name = name;
        _parent = this;
    }

    protected ActorPath(ActorPath parentPath, string name, long uid)
    {
        Address = parentPath.Address;
        Name = name;
        Uid = uid;
        Depth = parentPath.Depth + 1;
        _parent = parentPath;
    }

    public Address Address { get; }

    public int Depth { get; }

    public string Name { get; }

    public long Uid { get; }

    public ActorPath Parent => _parent;

    public ActorPath Root => ParentOf(0);

    public IReadOnlyList<string> Elements => _elements ??= Depth == 0 ? [] : [.. _parent.Elements, Name];

    public static bool IsValidPathElement(string s) =>
        !string.IsNullOrEmpty(s) && s[0] != '$' && s.All(c => char.IsAsciiLetterOrDigit(c) || ValidSymbols.Contains(c));

    public static string FormatPathElements(IEnumerable<string> pathElements) => "/" + string.Join('/', pathElements);

    public static ActorPath Parse(string path) =>
        TryParse(path, out var parsed) ? parsed : throw new UriFormatException($"Can not parse an ActorPath: {path}");

    public static bool TryParse(string path, out ActorPath actorPath)
    {
        actorPath = null;
        if (!TryParseAddress(path, out var address, out var absolute))
        {
            return false;
        }

        return TryParse(new RootActorPath(address), absolute, out actorPath);
    }

    public static bool TryParse(ActorPath basePath, string absoluteUri, out ActorPath actorPath)
    {
        var (elements, uid) = SplitUid(absoluteUri);
        actorPath = basePath;
        foreach (var element in elements.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            actorPath = new ChildActorPath(actorPath, element, 0);
        }

        actorPath = actorPath.WithUid(uid);
        return true;
    }

    public static bool TryParseAddress(string path, out Address address) => TryParseAddress(path, out address, out string _);

    public static ActorPath operator /(ActorPath path, string name)
    {
        var (element, uid) = SplitUid(name);
        return new ChildActorPath(path, element, uid);
    }

    public static ActorPath operator /(ActorPath path, IEnumerable<string> name) => name.Aggregate(path, (parent, element) => parent / element);

    public static bool operator ==(ActorPath left, ActorPath right) => Equals(left, right);

    public static bool operator !=(ActorPath left, ActorPath right) => !Equals(left, right);

    public ActorPath Child(string childName) => this / childName;

    public ActorPath ParentOf(int depth)
    {
        var path = this;
        while (path.Depth > depth)
        {
            path = path._parent;
        }

        return path;
    }

    public ActorPath WithUid(long uid) => Depth == 0 || uid == Uid ? this : new ChildActorPath(_parent, Name, uid);

    public string ToStringWithoutAddress() => FormatPathElements(Elements);

    public string ToStringWithAddress() => ToStringWithAddress(Address);

    public string ToStringWithAddress(Address address) => (Address.HasGlobalScope ? Address : address) + ToStringWithoutAddress();

    public string ToStringWithUid() => WithUidSuffix(ToString());

    public string ToSerializationFormat() => WithUidSuffix(ToStringWithAddress());

    public string ToSerializationFormatWithAddress(Address address) => WithUidSuffix(ToStringWithAddress(address));

    public int CompareTo(ActorPath other) => other is null ? 1 : string.CompareOrdinal(ToString(), other.ToString());

    public bool Equals(ActorPath other)
    {
        if (other is null || Depth != other.Depth || !Address.Equals(other.Address))
        {
            return false;
        }

        for (ActorPath mine = this, theirs = other; mine.Depth > 0; mine = mine._parent, theirs = theirs._parent)
        {
            if (ReferenceEquals(mine, theirs))
            {
                return true;
            }

            if (mine.Name != theirs.Name)
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object obj) => obj is ActorPath other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Address, Name, Depth);

    public override string ToString() => Address + ToStringWithoutAddress();

    internal static bool TryParseAddress(string path, out Address address, out string absolute)
    {
        address = null;
        absolute = null;
        var scheme = path?.IndexOf("://", StringComparison.Ordinal) ?? -1;
        if (scheme <= 0)
        {
            return false;
        }

        var rest = path[(scheme + 3)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var authority = slash < 0 ? rest : rest[..slash];
        absolute = slash < 0 ? "/" : rest[slash..];
        var at = authority.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
        {
            address = new Address(path[..scheme], authority);
            return authority.Length > 0;
        }

        var host = authority[(at + 1)..];
        var colon = host.LastIndexOf(':');
        if (colon < 0 || !int.TryParse(host[(colon + 1)..], out var port))
        {
            return false;
        }

        address = new Address(path[..scheme], authority[..at], host[..colon], port);
        return true;
    }

    private static (string Element, long Uid) SplitUid(string name)
    {
        var hash = name.LastIndexOf('#');
        return hash >= 0 && long.TryParse(name[(hash + 1)..], out var uid) ? (name[..hash], uid) : (name, 0);
    }

    private string WithUidSuffix(string text) => Uid == 0 ? text : $"{text}#{Uid}";
}
