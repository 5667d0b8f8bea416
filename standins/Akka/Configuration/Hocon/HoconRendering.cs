using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Text for people: a value with blanks is quoted, but nothing is escaped, so it need not parse again.</summary>
internal static class HoconRendering
{
    private const string LineEnd = "\r\n";

    public static string Render(HoconValue value)
    {
        var text = new StringBuilder();
        Append(text, value, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, HoconValue value, int level)
    {
        if (value.IsString)
        {
            text.Append(Quote(value.AsString() ?? ""));
        }
        else if (value.AsObject() is { } fields)
        {
            AppendObject(text, fields, level);
        }
        else if (value.IsArray)
        {
            text.Append('[');
            foreach (var (index, item) in value.AsArray().Index())
            {
                text.Append(index > 0 ? "," : "");
                Append(text, item, level + 1);
            }

            text.Append(']');
        }
        else
        {
            text.Append("<<unknown value>>");
        }
    }

    private static void AppendObject(StringBuilder text, HoconObject fields, int level)
    {
        // The outermost object has no braces.
        text.Append(level > 0 ? "{" + LineEnd : "");
        foreach (var (key, value) in fields.Fields)
        {
            text.Append(' ', (level + 1) * 2).Append(Quote(key)).Append(" : ");
            Append(text, value, level + 1);
            text.Append(LineEnd);
        }

        if (level > 0)
        {
            text.Append(' ', level * 2).Append('}');
        }
    }

    private static string Quote(string text) => text.AsSpan().IndexOfAny(' ', '\t') >= 0 ? $"\"{text}\"" : text;
}
