using System.Text;
using NetMonitor.Engine.Web;

namespace NetMonitor.Engine.Tests.Documents;

/// <summary>docs/api.md says what the program answers.</summary>
public sealed class ApiPageSpec
{
    private const string Introduction = """
        # The API

        HTTP answers on `netmonitor.http.listen` (127.0.0.1:9460), to `GET` and `HEAD`:

        | path | answers | as |
        |---|---|---|

        """;

    private const string Rules = """

        - `/api/v1/host` takes `?interface=NAME` or a glob, which may be repeated: only the NICs that match are shown. `total` stays that of the host.
        - Every member is always there; `null` stands for what is not known. Members are added within a version, never removed or given another
          meaning: leave alone those that you do not know.
        - Whole numbers have all their digits, also beyond 2^53 (a NIC of 100 Gbit/s at full speed gets there in eight days, in bytes). A reader that
          keeps numbers as doubles, as JavaScript's `JSON.parse` does, loses the last digits there, one part in 10^16. They are no strings, so that they
          can be added and compared everywhere.
        - Words and figures are those of the [metrics](metrics.md): `protocol`, `ip_version`, `tags`, `size`, `layer`, `flag`, `condition`, `mode`, `source`.
        - Nothing is to be kept: `Cache-Control: no-store`. Ask as often as NICs are read (`netmonitor.interval`); `sequence` says whether anything changed.
        - What is refused is answered with `application/problem+json` (RFC 9457), the shape [problem](#problem).
        - There is no password. Whoever reaches the port can read; it is the loopback device's unless you say otherwise.

        The same as OpenAPI 3.1 is at `/openapi.json`, and as a page at `/api`.

        ## Shapes

        """;

    [Fact]
    public void ApiPage_should_say_what_is_answered()
    {
        var page = new StringBuilder(Introduction);
        foreach (var path in ApiPath.All)
        {
            var shape = path.Shape is null ? "" : $", [{path.Shape.Name}](#{path.Shape.Name})";
            _ = page.Append($"| `{path.Path}` | {path.Summary} | `{path.ContentType}`{shape} |\n");
        }

        Document.ShouldBe("docs/api.md", page.Append(Rules).Append(ShapeTables.Of(ApiPath.Host.Shape!.WithInner().Add(Problem.Shape), "###")).ToString());
    }
}
