using System.Text.RegularExpressions;

namespace NetMonitor.Documents.Tests;

/// <summary>What a test does with a command. <c>./build.sh</c> builds first, which is done already where tests run: what it then does is run instead.</summary>
internal sealed partial record TypedCommand(string Text, CommandNature Nature)
{
    public static TypedCommand Of(string text)
    {
        var match = Build().Match(text);
        var (verb, rest) = (match.Groups["verb"].Value, match.Groups["rest"].Value);
        return (match.Success, verb) switch
        {
            (true, "run" or "verify") => Of($"bin/netmonitor {verb}{rest}"),
            (true, "demo") => Of($"deploy/demo/demo.sh{rest}"),
            (true, "help") => new TypedCommand(text, CommandNature.Ends),
            // Building, testing and measuring within a test would take minutes: that there is such a verb must do.
            (true, _) => new TypedCommand(verb.Length == 0 ? "build" : verb, CommandNature.BuildVerb),
            _ when Start().IsMatch(text) && !text.Contains("--help", StringComparison.Ordinal) => new TypedCommand(text, CommandNature.Stays),
            _ when text.StartsWith("deploy/demo/demo.sh", StringComparison.Ordinal) && !text.Contains("--seconds", StringComparison.Ordinal) => new TypedCommand(text, CommandNature.Stays),
            _ => new TypedCommand(text, CommandNature.Ends),
        };
    }

    /// <summary>As built, or as installed.</summary>
    [GeneratedRegex("^(bin/)?netmonitor run( |$)")]
    private static partial Regex Start();

    [GeneratedRegex(@"^\./build\.sh(?: (?<verb>[a-z]+))?(?<rest>(?: .*)?)$")]
    private static partial Regex Build();
}
