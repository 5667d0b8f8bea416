using System.Text;

namespace Akka.Configuration.Hocon;

internal static class HoconPath
{
    /// <summary>Splits at dots outside double quotes and drops the quotes; a dot at the end adds no key, the empty path has none.</summary>
    public static List<string> Split(string path)
    {
        var keys = new List<string>();
        var key = new StringBuilder();
        var (quoted, wasQuoted) = (false, false);
        foreach (var character in path)
        {
            if (character == '"')
            {
                (quoted, wasQuoted) = (!quoted, true);
            }
            else if (character == '.' && !quoted)
            {
                keys.Add(key.ToString());
                key.Clear();
                wasQuoted = false;
            }
            else
            {
                key.Append(character);
            }
        }

        if (key.Length > 0 || wasQuoted)
        {
            keys.Add(key.ToString());
        }

        return keys;
    }
}
