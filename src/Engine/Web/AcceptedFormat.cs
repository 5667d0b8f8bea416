using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace NetMonitor.Engine.Web;

/// <summary>What a request prefers by its header <c>Accept</c> (RFC 9110, 12.5.1). JSON, unless CSV is liked better: who likes neither still gets
/// an answer.</summary>
public static class AcceptedFormat
{
    public static RowFormat Of(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return Liking(accepted, "text", "csv") > Liking(accepted, "application", "json") ? RowFormat.Csv : RowFormat.Json;
    }

    /// <summary>By the most specific range that has the type.</summary>
    private static double Liking(IList<MediaTypeHeaderValue> accepted, string type, string subtype) => accepted
        .Where(range => range.MatchesAllTypes || (range.Type == type && (range.MatchesAllSubTypes || range.SubType == subtype)))
        .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
        .Select(range => range.Quality ?? 1)
        .FirstOrDefault(accepted.Count == 0 ? 1 : 0);
}
