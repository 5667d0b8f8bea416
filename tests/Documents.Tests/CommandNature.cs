namespace NetMonitor.Documents.Tests;

internal enum CommandNature
{
    /// <summary>Ends by itself, with 0.</summary>
    Ends,

    /// <summary>Goes on until Ctrl-C.</summary>
    Stays,

    /// <summary>The text is a verb of <c>build.sh</c>.</summary>
    BuildVerb,
}
