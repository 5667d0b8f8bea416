using System.Collections.Immutable;
using System.Globalization;

namespace NetMonitor.Engine.Json;

/// <summary>A row of a list: an object without inner ones, and a line of CSV with the same values in the same order. Each column is added by a
/// call that returns the longer shape.</summary>
public sealed class RowShape<T>
{
    private readonly ImmutableArray<Func<T, string>> _cells;

    public RowShape(string name, string description)
        : this(new JsonObject<T>(name, description), [])
    {
    }

    private RowShape(JsonObject<T> json, ImmutableArray<Func<T, string>> cells) => (Json, _cells) = (json, cells);

    public JsonObject<T> Json { get; }

    public string CsvHeader => Csv.Line(Json.Members.Select(member => member.Name));

    /// <summary>What is null has an empty value.</summary>
    public string CsvLine(T row) => Csv.Line(_cells.Select(cell => cell(row)));

    /// <inheritdoc cref="JsonObject{T}.Text"/>
    public RowShape<T> Text(string name, string description, Func<T, string> value, params ImmutableArray<string> values) =>
        new(Json.Text(name, description, value, values), _cells.Add(value));

    /// <inheritdoc cref="JsonObject{T}.TextOrNull"/>
    public RowShape<T> TextOrNull(string name, string description, Func<T, string?> value, params ImmutableArray<string> values) =>
        new(Json.TextOrNull(name, description, value, values), _cells.Add(row => value(row) ?? ""));

    public RowShape<T> Count(string name, string description, Func<T, ulong> value) =>
        new(Json.Count(name, description, value), _cells.Add(row => value(row).ToString(CultureInfo.InvariantCulture)));

    public RowShape<T> Integer(string name, string description, Func<T, long> value) =>
        new(Json.Integer(name, description, value), _cells.Add(row => value(row).ToString(CultureInfo.InvariantCulture)));

    public RowShape<T> IntegerOrNull(string name, string description, Func<T, long?> value) =>
        new(Json.IntegerOrNull(name, description, value), _cells.Add(row => value(row)?.ToString(CultureInfo.InvariantCulture) ?? ""));

    public RowShape<T> Number(string name, string description, Func<T, double> value) =>
        new(Json.Number(name, description, value), _cells.Add(row => value(row).ToString("R", CultureInfo.InvariantCulture)));

    public RowShape<T> Moment(string name, string description, Func<T, DateTimeOffset> value) =>
        new(Json.Moment(name, description, value), _cells.Add(row => JsonText.Moment(value(row))));

    public RowShape<T> Truth(string name, string description, Func<T, bool> value) =>
        new(Json.Truth(name, description, value), _cells.Add(row => value(row) ? "true" : "false"));
}
