namespace NetMonitor.Native.Tests.Netlink;

/// <summary>Bytes as they are written in the tables: two digits each, spaces for the reader.</summary>
internal static class Hex
{
    public static byte[] Bytes(string text) => Convert.FromHexString(string.Concat(text.Where(char.IsAsciiHexDigit)));

    /// <summary>A message that a kernel sent, kept in the folder <c>Captured</c>.</summary>
    public static byte[] Captured(string name)
    {
        using var stream = typeof(Hex).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        using var reader = new StreamReader(stream);
        return Bytes(reader.ReadToEnd());
    }
}
