using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Capture;

/// <summary>Which NICs are meant: a name or a glob; behind <c>kind:</c> that of a kind as the kernel calls it, behind <c>driver:</c> that of a driver.
/// No NIC's name has a colon (dev_valid_name() of the kernel).</summary>
public static class NicPattern
{
    /// <summary>What may stand where NICs are named, in words.</summary>
    public const string Accepted = "a name, a glob (* and ?), kind:KIND or driver:DRIVER";

    private const string Kind = "kind:";
    private const string Driver = "driver:";

    /// <summary>The loopback device is only meant where its name stands as it is.</summary>
    public static bool Means(string pattern, LinkDescription link) => link.IsLoopback ? pattern == link.Name : Matches(pattern, link);

    public static bool Matches(string pattern, LinkDescription link) =>
        pattern.StartsWith(Kind, StringComparison.Ordinal) ? Glob.Matches(pattern[Kind.Length..], link.Kind)
        : pattern.StartsWith(Driver, StringComparison.Ordinal) ? Glob.Matches(pattern[Driver.Length..], link.Driver)
        : Glob.Matches(pattern, link.Name);

    /// <summary>False for what can mean no NIC: nothing at all, or another word before a colon.</summary>
    public static bool IsOne(string pattern) => pattern.IndexOf(':', StringComparison.Ordinal) switch
    {
        < 0 => pattern.Length > 0,
        var colon => pattern[..(colon + 1)] is Kind or Driver && pattern.Length > colon + 1,
    };

    /// <summary>Of two patterns that mean one NIC, the greater says more of it: a name, then the glob with more letters, then kind or driver likewise.</summary>
    public static (int Rank, int Letters) Precision(string pattern)
    {
        var letters = pattern.Count(character => character is not ('*' or '?'));
        var rank = pattern.Contains(':', StringComparison.Ordinal) ? 0 : letters == pattern.Length ? 2 : 1;
        return (rank, letters);
    }
}
