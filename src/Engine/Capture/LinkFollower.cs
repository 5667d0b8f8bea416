using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Capture;

/// <summary>Looks again and again which NICs there are, and tells when the answer changed.</summary>
public sealed class LinkFollower(
    IDataPlane dataPlane,
    InterfaceSelection selection,
    ImmutableArray<LinkDescription> links,
    Action<ImmutableArray<LinkDescription>> changed,
    TimeProvider time,
    ILogger<LinkFollower> log)
{
    private ImmutableArray<LinkDescription> _links = links;
    private bool _isBlind;

    /// <summary>Until <paramref name="stop"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(selection.Refresh, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                Look();
            }
        }
        catch (OperationCanceledException)
        {
            // Told to end.
        }
    }

    /// <summary>A kernel that does not answer changes nothing; the next look may be luckier.</summary>
    public void Look()
    {
        try
        {
            var now = selection.Choose(dataPlane.ListLinks());
            _isBlind = false;
            if (!now.SequenceEqual(_links))
            {
                _links = now;
                changed(now);
            }
        }
        catch (StartFailure failure)
        {
            if (!_isBlind)
            {
                log.LinksUnknown(failure.Message);
            }

            _isBlind = true;
        }
    }
}
