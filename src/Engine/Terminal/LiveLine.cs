using System.Collections.Immutable;
using System.Text;

namespace NetMonitor.Engine.Terminal;

/// <summary>One line of the live view.</summary>
public sealed record LiveLine(params ImmutableArray<Piece> Pieces)
{
    /// <summary>SGR parameters (ECMA-48, 8.3.117) by tone.</summary>
    private static readonly ImmutableDictionary<Tone, string> Graphics = new Dictionary<Tone, string>
    {
        [Tone.Title] = "1",
        [Tone.Aside] = "2",
        [Tone.Good] = "32",
        [Tone.Warning] = "33",
        [Tone.Bad] = "31",
    }.ToImmutableDictionary();

    public string Text => string.Concat(Pieces.Select(piece => piece.Text));

    /// <summary>No wider than the terminal: a line that wraps would be two.</summary>
    public LiveLine Cut(int columns)
    {
        var rest = columns;
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        foreach (var piece in Pieces.Where(_ => rest > 0))
        {
            var text = piece.Text.Length <= rest ? piece.Text : piece.Text[..rest];
            rest -= text.Length;
            pieces.Add(piece with { Text = text });
        }

        return new LiveLine(pieces.ToImmutable());
    }

    public string Rendered(bool hasColours)
    {
        if (!hasColours)
        {
            return Text;
        }

        var text = new StringBuilder();
        foreach (var piece in Pieces)
        {
            _ = Graphics.TryGetValue(piece.Tone, out var graphics)
                ? text.Append($"\e[{graphics}m{piece.Text}\e[0m")
                : text.Append(piece.Text);
        }

        return text.ToString();
    }
}
