using System.Collections.Immutable;

namespace NetMonitor.Documents.Tests;

/// <summary>The fenced blocks of a Markdown file. Each says what it is: <c>sh</c> for commands, <c>console</c> for commands behind <c>$</c> with what
/// they answer, anything else (<c>text</c>, <c>csharp</c>) for no commands, but for the examples of a <c>--help</c>. <c>sh not run: REASON</c> says
/// why no test runs them.</summary>
internal static class DocumentBlocks
{
    private const string Fence = "```";
    private const string NotRun = "not run:";

    /// <exception cref="FormatException">A block does not say what it is, has no reason where it needs one, or is never closed.</exception>
    public static ImmutableArray<DocumentedCommand> Commands(string document, string markdown)
    {
        var commands = ImmutableArray.CreateBuilder<DocumentedCommand>();
        var lines = markdown.Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            if (!lines[at].TrimStart().StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }

            var end = Array.FindIndex(lines, at + 1, line => line.Trim() == Fence);
            if (end < 0)
            {
                throw new FormatException($"{document}:{at + 1}: the block is never closed");
            }

            commands.AddRange(Block(document, at + 1, lines[at].Trim()[Fence.Length..].Trim(), lines[(at + 1)..end]));
            at = end;
        }

        return commands.ToImmutable();
    }

    private static IEnumerable<DocumentedCommand> Block(string document, int line, string info, string[] lines)
    {
        var kind = info.Split(' ')[0];
        var more = info[kind.Length..].Trim();
        return kind switch
        {
            "" => throw new FormatException($"{document}:{line}: the block does not say what it is: sh, console, text, ..."),
            "sh" => Typed(document, line, lines, Reason(document, line, more)),
            "console" => Typed(
                document, line, [.. lines.Select(text => text.StartsWith("$ ", StringComparison.Ordinal) ? text[2..] : "")], Reason(document, line, more)),
            _ => Typed(document, line, Examples(lines), null),
        };
    }

    /// <summary>The lines below "Examples:", without what they say in the end; the others empty.</summary>
    private static string[] Examples(string[] lines)
    {
        var isExample = false;
        return [.. lines.Select(text =>
        {
            var was = isExample;
            isExample = text == "Examples:" || (isExample && text.StartsWith("  ", StringComparison.Ordinal));
            return was && isExample ? text.Split("  # ")[0] : "";
        })];
    }

    private static string? Reason(string document, int line, string more) => more switch
    {
        "" => null,
        _ when more.StartsWith(NotRun, StringComparison.Ordinal) && more.Length > NotRun.Length => more[NotRun.Length..].Trim(),
        _ => throw new FormatException($"{document}:{line}: '{more}' is not understood; it takes '{NotRun} REASON'"),
    };

    /// <summary>A line that ends with a backslash goes on in the next; comments are left out.</summary>
    private static IEnumerable<DocumentedCommand> Typed(string document, int line, string[] lines, string? notRun)
    {
        for (var at = 0; at < lines.Length; at++)
        {
            var first = at;
            var text = lines[at].Trim();
            while (text.EndsWith('\\') && at + 1 < lines.Length)
            {
                text = text[..^1] + lines[++at].Trim();
            }

            if (text.Length > 0 && !text.StartsWith('#'))
            {
                yield return new DocumentedCommand(document, line + first + 1, text, notRun);
            }
        }
    }
}
