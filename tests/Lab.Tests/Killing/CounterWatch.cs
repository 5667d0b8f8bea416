using System.Collections.Concurrent;
using NetMonitor.Lab.Tests.Counting;

namespace NetMonitor.Lab.Tests.Killing;

/// <summary>Scrapes an address all the time, whoever answers there and however often it goes away, and notes each counter of the wire that stepped back.</summary>
internal sealed class CounterWatch : IDisposable
{
    /// <summary>What the process sums up itself begins anew with it (docs/pins.md).</summary>
    private static readonly string[] OfTheProcess = ["network_uncounted_packets_total", "network_flows_new_total"];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<string, long> _highest = [];
    private readonly HttpClient _client;
    private readonly Uri _address;
    private readonly Task _watching;
    private int _seen;

    public CounterWatch(NetworkNamespace home, Uri address)
    {
        _client = home.CreateHttpClient();
        _client.Timeout = TimeSpan.FromSeconds(5);
        _address = address;
        _watching = Task.Run(Watch);
    }

    public ConcurrentQueue<string> SteppedBack { get; } = [];

    /// <summary>Answers that had NICs in them.</summary>
    public int Seen => Volatile.Read(ref _seen);

    public async Task Stop()
    {
        await _end.CancelAsync();
        await _watching;
    }

    public void Dispose()
    {
        _end.Cancel();
        _client.Dispose();
        _end.Dispose();
    }

    private async Task Watch()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                Check(Scrape.Parse(await _client.GetStringAsync(_address, _end.Token)));
                await Task.Delay(Pause, _end.Token);
            }
            catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !_end.IsCancellationRequested))
            {
                // Nobody is there, or it was killed in the middle of its answer.
                await Task.Delay(Pause, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Check(Scrape scrape)
    {
        var counters = scrape.Counters("network_", OfTheProcess);
        foreach (var (series, value) in counters)
        {
            if (_highest.TryGetValue(series, out var before) && value < before)
            {
                SteppedBack.Enqueue($"{series}: {value} after {before}");
            }

            _highest[series] = value;
        }

        if (counters.Count > 0)
        {
            Volatile.Write(ref _seen, _seen + 1);
        }
    }
}
