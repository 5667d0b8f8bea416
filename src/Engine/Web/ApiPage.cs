using System.Net;
using System.Text;
using NetMonitor.Engine.Json;

namespace NetMonitor.Engine.Web;

/// <summary>What HTTP answers, as a page that needs nothing but itself.</summary>
public static class ApiPage
{
    /// <summary>Nothing is loaded from anywhere, no script runs, and the style is the one here: its SHA-256 is part of the policy
    /// (Content Security Policy Level 3).</summary>
    public const string ContentPolicy =
        "default-src 'none'; style-src 'sha256-0BKHyhiDlQwTxfvGupC53lu4O29xxs7YGikl6hqmn20='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>NetMonitor: the API</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
        table { border-collapse: collapse; width: 100% }
        th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #8884 }
        code { font: .9em ui-monospace, monospace }
        h2 { margin-top: 2.5rem } h3 { margin-top: 2rem }
        </style>
        </head>
        <body>
        <h1>NetMonitor: the API</h1>
        <p>Everything is answered to <code>GET</code> and <code>HEAD</code>, and is never to be kept: <code>Cache-Control: no-store</code>.
        Members are added within a version, never removed or given another meaning.</p>

        """;

    public static string Text()
    {
        var page = new StringBuilder(Head);
        _ = page.Append("<h2>Paths</h2>\n<table>\n<tr><th>path</th><th>answers</th><th>as</th></tr>\n");
        foreach (var path in ApiPath.All)
        {
            var shapes = path.Shape is null ? "" : $", {string.Join(" or ", path.Shapes.Select(Link))}";
            var csv = path.HasCsv ? "; <code>text/csv</code>" : "";
            Row(page, $"<a href=\"{path.Path}\"><code>{path.Path}</code></a>", Encode(path.Summary), $"<code>{path.ContentType}</code>{shapes}{csv}");
        }

        _ = page.Append($"</table>\n<p>What is refused is answered with <code>{Problem.ContentType}</code>, {Link(Problem.Shape)}.</p>\n<h2>Parameters</h2>\n");
        foreach (var path in ApiPath.All.Where(path => !path.Parameters.IsEmpty))
        {
            Append(page, path);
        }

        _ = page.Append("<h2>Shapes</h2>\n");
        foreach (var shape in ApiPath.AllShapes)
        {
            Append(page, shape);
        }

        return page.Append("</body>\n</html>\n").ToString();
    }

    private static void Append(StringBuilder page, ApiPath path)
    {
        _ = page.Append($"<h3><code>{path.Path}</code></h3>\n<table>\n<tr><th>parameter</th><th>value</th><th>meaning</th></tr>\n");
        foreach (var parameter in path.Parameters)
        {
            var usual = parameter.Default is null ? "" : $"; {parameter.Default} without it";
            Row(page, $"<code>{parameter.Name}</code>", $"<code>{Encode(parameter.Value)}</code>", Encode(parameter.Description + usual + (parameter.IsRepeatable ? "; may be repeated" : "")));
        }

        _ = page.Append("</table>\n");
    }

    private static void Append(StringBuilder page, JsonShape shape)
    {
        _ = page.Append($"<h3 id=\"{shape.Name}\"><code>{shape.Name}</code></h3>\n<p>{Encode(shape.Description)}</p>\n")
            .Append("<table>\n<tr><th>member</th><th>type</th><th>meaning</th></tr>\n");
        foreach (var member in shape.Members)
        {
            Row(page, $"<code>{member.Name}</code>", JsonTypeText.Of(member.Type, Link, value => $"<code>{Encode(value)}</code>"), Encode(member.Description));
        }

        _ = page.Append("</table>\n");
    }

    private static void Row(StringBuilder page, string first, string second, string third) =>
        page.Append($"<tr><td>{first}</td><td>{second}</td><td>{third}</td></tr>\n");

    private static string Link(JsonShape shape) => $"<a href=\"#{shape.Name}\">{shape.Name}</a>";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
