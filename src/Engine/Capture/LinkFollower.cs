using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Capture;

/// <summary>Looks which NICs there are whenever the kernel says that they changed, and every now and then without being told; and tells
/// when the answer is another one.</summary>
/// <remarks>An event only says that it is time to look. So none has to be understood, put in order or repeated, and one that was lost costs
/// no more than the next look.</remarks>
public sealed class LinkFollower(
    IDataPlane dataPlane,
    InterfaceSelection selection,
    ImmutableArray<LinkDescription> links,
    Action<ImmutableArray<LinkDescription>> changed,
    TimeProvider time,
    ILogger<LinkFollower> log)
{
    /// <summary>After a look the next one waits so long: a burst of changes costs a few looks, and none is seen later than this.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>At most one look is due: whatever changed before it, it will see.</summary>
    private readonly Channel<bool> _due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private ImmutableArray<LinkDescription> _links = links;
    private ImmutableArray<LinkDescription> _all = [];
    private bool _isBlind;

    /// <summary>Told all links, whichever are counted, before <c>changed</c> is told of those that are.</summary>
    public Action<ImmutableArray<LinkDescription>> Listed { get; init; } = static _ => { };

    /// <summary>Until <paramref name="stop"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var watch = Watch();
        using var safetyNet = time.CreateTimer(_ => LookSoon(), null, selection.Refresh, selection.Refresh);
        try
        {
            // Once in any case, for what changed before anybody listened.
            for (LookSoon(); await _due.Reader.WaitToReadAsync(stop); await Task.Delay(Pause, time, stop))
            {
                // Taken before the look: what changes during it makes another one due.
                _ = _due.Reader.TryRead(out _);
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
            var all = dataPlane.ListLinks();
            _isBlind = false;
            if (!all.SequenceEqual(_all))
            {
                _all = all;
                Listed(all);
            }

            var now = selection.Choose(all);
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

    private void LookSoon() => _due.Writer.TryWrite(true);

    /// <summary>Null where the kernel does not tell: then the slow look has to do.</summary>
    private IDisposable? Watch()
    {
        try
        {
            return dataPlane.WatchLinks(LookSoon, reason => log.LinksUntold(selection.Refresh, reason));
        }
        catch (StartFailure failure)
        {
            log.LinksUntold(selection.Refresh, failure.Message);
            return null;
        }
    }
}
