using System.Text;

namespace NetMonitor.Engine.Text;

/// <summary>Rows of cells under headings, as wide as they need to be, and lines in between. Each line ends with a line feed.</summary>
/// <param name="columns">Figures stand to the right.</param>
public sealed class TextTable(params (string Heading, bool IsFigure)[] columns)
{
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [[.. columns.Select(column => column.Heading)]];

    /// <summary>As many cells as there are columns.</summary>
    public void Row(params string[] cells) => _rows.Add(cells.Length == columns.Length
        ? [.. cells.Select(Printable)]
        : throw new ArgumentException($"takes {columns.Length} cells, not {cells.Length}", nameof(cells)));

    /// <summary>A line of its own, across all columns.</summary>
    public void Line(string text) => _rows.Add([Printable(text)]);

    public override string ToString()
    {
        var widths = columns.Select((_, column) => _rows.Where(IsRow).Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in _rows)
        {
            var line = IsRow(row)
                ? string.Join(Gap, row.Select((cell, column) => columns[column].IsFigure ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column])))
                : row[0];
            _ = text.Append(line.TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A name may hold what would steer a terminal.</summary>
    private static string Printable(string text) => string.Concat(text.Select(character => char.IsControl(character) ? '?' : character));

    private bool IsRow(string[] row) => row.Length == columns.Length;
}
