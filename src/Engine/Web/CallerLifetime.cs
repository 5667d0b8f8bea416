using Microsoft.Extensions.Hosting;

namespace NetMonitor.Engine.Web;

/// <summary>For a host that starts and stops when its caller says so; the usual lifetime would listen to signals on its own.</summary>
public sealed class CallerLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
