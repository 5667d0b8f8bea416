using System.Globalization;
using Akka.Configuration.Hocon;

// The real package says nothing about nulls; code that compiles against it must compile against this.
#nullable disable annotations

namespace Akka.Configuration;

/// <summary>
/// An immutable tree of settings with the trees it falls back to. A getter on a path that is not there answers the default it was
/// given, without complaint.
/// </summary>
public class Config
{
    public static readonly Config Empty = ConfigurationFactory.Empty;

    private readonly HoconValue _own;

    internal Config(HoconValue root)
        : this(root, root)
    {
    }

    private Config(HoconValue own, HoconValue merged)
    {
        _own = own;
        Root = merged;
    }

    /// <summary>Its own settings merged with those it falls back to.</summary>
    public virtual HoconValue Root { get; }

    public virtual bool IsEmpty => Root.IsEmpty;

    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);

    public virtual bool HasPath(string path) => GetValue(path) is not null;

    public HoconValue GetValue(string path) => Root.Find(HoconPath.Split(path));

    /// <summary>Null when there is nothing at the path.</summary>
    public virtual Config GetConfig(string path) => GetValue(path) is { } value ? new Config(value) : null;

    /// <exception cref="NotSupportedException">Anything but on, off, true and false.</exception>
    public virtual bool GetBoolean(string path, bool @default = false) => GetValue(path) is not { } value
        ? @default
        : value.AsString() switch
        {
            "on" or "true" => true,
            "off" or "false" => false,
            var other => throw new NotSupportedException($"Unknown boolean format: {other}"),
        };

    public virtual int GetInt(string path, int @default = 0) => GetValue(path) is { } value ? int.Parse(value.AsString()!, CultureInfo.InvariantCulture) : @default;

    public virtual long GetLong(string path, long @default = 0) => GetValue(path) is { } value ? long.Parse(value.AsString()!, CultureInfo.InvariantCulture) : @default;

    public virtual double GetDouble(string path, double @default = 0) => GetValue(path) is { } value ? double.Parse(value.AsString()!, CultureInfo.InvariantCulture) : @default;

    public virtual string GetString(string path, string @default = null) => GetValue(path) is { } value ? value.AsString() : @default;

    /// <summary>Empty when there is nothing at the path, or no list.</summary>
    public virtual IList<string> GetStringList(string path) => GetStringList(path, []);

    public virtual IList<string> GetStringList(string path, string[] defaultPaths) =>
        GetValue(path) is { } value ? value.AsArray().Select(item => item.AsString()).ToList() : defaultPaths;

    /// <summary>Zero when there is nothing at the path and no default is given; minus one millisecond for <c>infinite</c>.</summary>
    public virtual TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        GetValue(path) is { } value ? HoconQuantity.ParseDuration(value.AsString() ?? throw new ArgumentNullException(nameof(path)), allowInfinite) : @default.GetValueOrDefault();

    public virtual long? GetByteSize(string path) => GetByteSize(path, null);

    public virtual long? GetByteSize(string path, long? def = null) => GetValue(path) switch
    {
        null => def,
        var value => value.AsString() is { Length: > 0 } text ? HoconQuantity.ParseSize(text) : null,
    };

    /// <summary>The keys directly under the root, with their values.</summary>
    public virtual IEnumerable<KeyValuePair<string, HoconValue>> AsEnumerable() => Root.AsObject()!.Fields;

    /// <summary>This, and where it says nothing, the other: scalars and lists win whole, objects merge.</summary>
    /// <exception cref="ArgumentException">The other is this very object.</exception>
    public virtual Config WithFallback(Config fallback)
    {
        if (ReferenceEquals(fallback, this))
        {
            throw new ArgumentException("Config can not have itself as fallback", nameof(fallback));
        }

        if (fallback is null || IsEmpty || fallback.IsEmpty)
        {
            return fallback is null || fallback.IsEmpty ? this : fallback;
        }

        return new Config(_own, HoconValue.Merge(Root, fallback.Root));
    }

    /// <summary>Its own settings only, without what it falls back to.</summary>
    public override string ToString() => ToString(false);

    public string ToString(bool includeFallback) => HoconRendering.Render(includeFallback ? Root : _own);
}
