using System.Text;
using NetMonitor.Engine.Json;

namespace NetMonitor.Engine.Tests.Documents;

/// <summary>Shapes as tables of a page.</summary>
internal static class ShapeTables
{
    /// <param name="link">Where a shape is described; without it, on the same page.</param>
    public static string Of(IEnumerable<JsonShape> shapes, string heading, Func<JsonShape, string>? link = null)
    {
        var text = new StringBuilder();
        foreach (var shape in shapes)
        {
            _ = text.Append($"\n{heading} {shape.Name}\n\n{shape.Description}\n\n| member | type | meaning |\n|---|---|---|\n");
            foreach (var member in shape.Members)
            {
                var type = JsonTypeText.Of(member.Type, inner => $"[{inner.Name}]({link?.Invoke(inner) ?? $"#{inner.Name}"})", value => $"`{value}`");
                _ = text.Append($"| `{member.Name}` | {type} | {member.Description} |\n");
            }
        }

        return text.ToString();
    }
}
