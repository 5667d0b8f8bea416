namespace Petabridge.Cmd;

internal static class Words
{
    /// <exception cref="ArgumentException">It could not be typed as one word.</exception>
    public static void RequireOne(string text, string what)
    {
        if (string.IsNullOrEmpty(text) || text.Any(char.IsWhiteSpace))
        {
            throw new ArgumentException($"{what} is one word, not '{text}'");
        }
    }
}
