namespace NetMonitor.Native.Errors;

/// <summary>The one shape of all messages about a refusal: operation, object, errno, what the kernel said, likely cause.</summary>
public static class FailureText
{
    /// <param name="operation">What was asked for, as a verb phrase (<c>create clsact</c>).</param>
    /// <param name="subject">On what (<c>interface 7</c>).</param>
    /// <param name="kernelText">The kernel's own words; empty where it gave none.</param>
    /// <param name="likelyCause">What to look at; empty where it cannot be guessed.</param>
    public static string Compose(string operation, string subject, Errno errno, string kernelText, string likelyCause)
    {
        var said = kernelText.Length == 0 ? "" : $"; the kernel says: {kernelText}";
        var cause = likelyCause.Length == 0 ? "" : $"; likely cause: {likelyCause}";
        return $"{operation} on {subject}: {errno.Description}{said}{cause}";
    }
}
