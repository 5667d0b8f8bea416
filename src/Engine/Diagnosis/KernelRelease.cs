using System.Globalization;

namespace NetMonitor.Engine.Diagnosis;

/// <summary>What <c>uname -r</c> says, as far as features follow from it: distributions move features to older kernels.</summary>
/// <param name="Text">As 6.18.5-amd64.</param>
public sealed record KernelRelease(string Text)
{
    /// <summary>The oldest that our programs are written for.</summary>
    public static readonly Version Oldest = new(6, 1);

    /// <summary>The first with TCX.</summary>
    public static readonly Version FirstWithTcx = new(6, 6);

    /// <summary>Null for a text without two numbers.</summary>
    public Version? Number
    {
        get
        {
            var parts = Text.Split('.', '-', '+', '_');
            return parts.Length > 1 && Parse(parts[0]) is { } major && Parse(parts[1]) is { } minor ? new Version(major, minor) : null;
        }
    }

    private static int? Parse(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
