using System.Text;
using Prometheus;

namespace NetMonitor.Standins.Tests.Prometheus;

internal static class Exposition
{
    public static async Task<string> Export(this CollectorRegistry registry)
    {
        using var page = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(page);
        return Encoding.UTF8.GetString(page.ToArray());
    }
}
