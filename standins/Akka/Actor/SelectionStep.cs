namespace Akka.Actor;

internal abstract class SelectionStep(string text) : SelectionPathElement
{
    public static SelectionStep Of(string element) => element switch
    {
        ".." => new Up(),
        "**" => new Everything(),
        _ when element.AsSpan().ContainsAny('*', '?') => new Matching(element),
        _ => new Named(element),
    };

    public override string ToString() => text;

    internal sealed class Up() : SelectionStep("..");

    internal sealed class Everything() : SelectionStep("**");

    internal sealed class Named(string name) : SelectionStep(name);

    internal sealed class Matching(string pattern) : SelectionStep(pattern)
    {
        private readonly string _pattern = pattern;

        public bool Fits(string name) => global::System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(_pattern, name, ignoreCase: false);
    }
}
