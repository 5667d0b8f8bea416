namespace NetMonitor.Engine.Capture;

/// <summary>Patterns in which <c>*</c> stands for any text and <c>?</c> for one character; all else stands for itself.</summary>
public static class Glob
{
    /// <summary>Linear but for the last <c>*</c>, to which it goes back: no pattern is slow.</summary>
    public static bool Matches(string pattern, string name)
    {
        var (p, n) = (0, 0);
        var (star, resume) = (-1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, resume) = (p++, n);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == name[n]))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                (p, n) = (star + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).Trim('*').IsEmpty;
    }
}
