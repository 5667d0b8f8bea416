using System.Globalization;
using System.Text;

namespace Prometheus;

/// <summary>The text format, version 0.0.4, as the real package writes it: HELP raw, +infinity as <c>Infinity</c>.</summary>
internal sealed class TextExposition
{
    private readonly StringBuilder _text = new();

    public static string Labels(string[] names, string[] values) =>
        string.Join(',', names.Zip(values, (name, value) => $"{name}=\"{Escape(value)}\""));

    public static string WithBound(string labels, double bound)
    {
        var text = double.IsPositiveInfinity(bound) ? "+Inf" : Number(bound);
        return $"{labels}{(labels.Length > 0 ? "," : "")}le=\"{text}\"";
    }

    public void Family(string name, string help, string type) =>
        _text.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    public void Sample(string name, string labels, double value) => Line(name, labels, Number(value));

    public void Sample(string name, string labels, long value) => Line(name, labels, value.ToString(CultureInfo.InvariantCulture));

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    private static string Number(double value) => value.ToString("g", CultureInfo.InvariantCulture);

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal);

    private void Line(string name, string labels, string value)
    {
        _text.Append(name);
        if (labels.Length > 0)
        {
            _text.Append('{').Append(labels).Append('}');
        }

        _text.Append(' ').Append(value).Append('\n');
    }
}
