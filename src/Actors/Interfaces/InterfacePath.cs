using System.Globalization;
using System.Text;

namespace NetMonitor.Actors.Interfaces;

/// <summary>A NIC's name as the name of its actor, and back. Names of letters, digits and <c>-_.:@+=</c> stay as they are; every
/// other byte (Linux allows all but blanks, '/' and NUL) becomes '~' and two hex digits.</summary>
public static class InterfacePath
{
    private const char Escape = '~';

    private const string Plain = "-_.:@+=";

    public static string Encode(string interfaceName)
    {
        var element = new StringBuilder(interfaceName.Length);
        foreach (var value in Encoding.UTF8.GetBytes(interfaceName))
        {
            var character = (char)value;
            _ = char.IsAsciiLetterOrDigit(character) || Plain.Contains(character, StringComparison.Ordinal)
                ? element.Append(character)
                : element.Append(Escape).Append(value.ToString("x2", CultureInfo.InvariantCulture));
        }

        return element.ToString();
    }

    /// <exception cref="FormatException">Not made by <see cref="Encode"/>.</exception>
    public static string Decode(string element)
    {
        var bytes = new List<byte>(element.Length);
        for (var i = 0; i < element.Length; i++)
        {
            if (element[i] != Escape)
            {
                bytes.Add((byte)element[i]);
                continue;
            }

            if (i + 2 >= element.Length)
            {
                throw new FormatException($"'{element}' ends in the middle of an escaped byte.");
            }

            bytes.Add(Convert.FromHexString(element.AsSpan(i + 1, 2))[0]);
            i += 2;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
