using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Costs;
using NetMonitor.Engine.Capture;

namespace NetMonitor.Engine.Readers;

/// <summary>What the NICs cost: their readers are watched, their programs measured from time to time. For several threads.</summary>
public sealed class CostMeter(DataPlaneSettings settings, TimeSpan sample, TimeProvider time, ILogger<CostMeter> log)
{
    private readonly ConcurrentDictionary<int, MeteredReader> _readers = new();
    private readonly ProgramMeter _programs = new(() => ProgramFile.Image(settings), sample, time);
    private bool _measures;

    public ImmutableArray<NicCost> Nics => [.. _readers.Values.Select(reader => reader.Cost).OrderBy(cost => cost.LinkIndex)];

    /// <summary>The same way to a NIC, metered.</summary>
    public OpenInterface Around(OpenInterface open) => link => Watch(open(link));

    /// <summary>See <see cref="Actors.Costs.CostSources.MeasurePrograms"/>.</summary>
    public void MeasurePrograms(Action done) => _ = MeasureAsync(done);

    /// <summary>Off the caller's thread, which is an actor's.</summary>
    private async Task MeasureAsync(Action done)
    {
        // Who asks may have been made anew while one is under way.
        if (Interlocked.Exchange(ref _measures, true))
        {
            done();
            return;
        }

        try
        {
            await Task.Run(() => _programs.MeasureAsync([.. _readers.Values]));
        }
        catch (Exception failure) when (Refusals.IsOne(failure))
        {
            log.ProgramsNotMeasured(failure.Message);
        }
        finally
        {
            _measures = false;
            done();
        }
    }

    private MeteredReader Watch(IInterfaceReader inner)
    {
        var reader = new MeteredReader(inner, Forget);
        _readers[reader.Link.Index] = reader;
        return reader;
    }

    /// <summary>Another one may have taken its place already.</summary>
    private void Forget(MeteredReader reader) => _readers.TryRemove(KeyValuePair.Create(reader.Link.Index, reader));
}
