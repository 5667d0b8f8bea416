using System.Text;

namespace NetMonitor.Engine.Text;

/// <summary>Rows of cells under headings, as wide as they need to be, and lines in between. Each line ends with a line feed.</summary>
/// <param name="columns">Figures stand to the right, with their units, which a blank sets off, below each other.</param>
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
        AlignUnits();
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

    private void AlignUnits()
    {
        for (var column = 0; column < columns.Length; column++)
        {
            var cells = _rows.Skip(1).Where(row => IsRow(row) && columns[column].IsFigure && row[column].Length > 0).ToList();
            var width = cells.Select(row => UnitOf(row[column]).Length).DefaultIfEmpty().Max();
            foreach (var row in cells)
            {
                row[column] += new string(' ', width - UnitOf(row[column]).Length);
            }
        }
    }

    /// <summary>With the blank before it; empty where there is none.</summary>
    private static string UnitOf(string cell) => cell.IndexOf(' ', StringComparison.Ordinal) is >= 0 and var blank ? cell[blank..] : "";

    /// <summary>A name may hold what would steer a terminal.</summary>
    private static string Printable(string text) => string.Concat(text.Select(character => char.IsControl(character) ? '?' : character));

    private bool IsRow(string[] row) => row.Length == columns.Length;
}
