using System.Diagnostics;
using System.Runtime.InteropServices;
using NetMonitor.Lab;

namespace NetMonitor.Bench;

/// <summary>Sends frames round and round out of one NIC at a pace, many with one system call (sendmmsg), past the queueing discipline.</summary>
internal sealed unsafe class PacedSender : IDisposable
{
    private const int Batch = 64;

    /// <summary>Between two looks at the clock. So much is a burst.</summary>
    private static readonly TimeSpan Quantum = TimeSpan.FromMilliseconds(1);

    private readonly int _socket;
    private readonly int _frames;
    private readonly byte* _bytes;
    private readonly SystemCalls.IoVector* _vectors;
    private readonly SystemCalls.MessageHeader* _messages;
    private int _next;

    private PacedSender(int socket, IReadOnlyList<byte[]> frames)
    {
        (_socket, _frames) = (socket, frames.Count);
        _bytes = (byte*)NativeMemory.Alloc((nuint)frames.Sum(frame => (long)frame.Length));
        _vectors = (SystemCalls.IoVector*)NativeMemory.Alloc((nuint)frames.Count, (nuint)sizeof(SystemCalls.IoVector));
        _messages = (SystemCalls.MessageHeader*)NativeMemory.AllocZeroed((nuint)frames.Count, (nuint)sizeof(SystemCalls.MessageHeader));
        var at = _bytes;
        for (var i = 0; i < frames.Count; i++)
        {
            frames[i].CopyTo(new Span<byte>(at, frames[i].Length));
            _vectors[i] = new SystemCalls.IoVector { iov_base = at, iov_len = (nuint)frames[i].Length };
            _messages[i] = new SystemCalls.MessageHeader { msg_iov = &_vectors[i], msg_iovlen = 1 };
            at += frames[i].Length;
        }
    }

    public static PacedSender Open(NetworkNamespace home, string nic, IReadOnlyList<byte[]> frames)
    {
        var index = home.IndexOf(nic);
        // Protocol 0: it only sends.
        var socket = home.Run(() => SystemCalls.Check(SystemCalls.socket(SystemCalls.AF_PACKET, SystemCalls.SOCK_RAW | SystemCalls.SOCK_CLOEXEC, 0), "socket(AF_PACKET)"));
        var address = new SystemCalls.sockaddr_ll { sll_family = SystemCalls.AF_PACKET, sll_ifindex = index };
        _ = SystemCalls.Check(SystemCalls.bind(socket, &address, (uint)sizeof(SystemCalls.sockaddr_ll)), $"bind to {nic}");
        var bypass = 1;
        _ = SystemCalls.Check(SystemCalls.setsockopt(socket, SystemCalls.SOL_PACKET, SystemCalls.PACKET_QDISC_BYPASS, &bypass, sizeof(int)), "setsockopt(PACKET_QDISC_BYPASS)");
        return new PacedSender(socket, frames);
    }

    /// <summary>Runs on a thread of its own.</summary>
    public Task<Sending> RunAsync(int cpu, Pace pace, CancellationToken stop) => Task.Factory.StartNew(
        () =>
        {
            Affinity.Pin(0, cpu);
            return Run(pace, stop);
        },
        stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Dispose()
    {
        _ = SystemCalls.close(_socket);
        NativeMemory.Free(_messages);
        NativeMemory.Free(_vectors);
        NativeMemory.Free(_bytes);
    }

    private Sending Run(Pace pace, CancellationToken stop)
    {
        var (sent, cpu, since) = (0L, CpuClock.OfThisThread(), Stopwatch.StartNew());
        while (!pace.IsOver(since.Elapsed, sent) && !stop.IsCancellationRequested)
        {
            var due = Math.Min(pace.Due(since.Elapsed), sent + (Batch * 8));
            while (sent < due)
            {
                sent += Send((int)Math.Min(Batch, due - sent));
            }

            if (!pace.IsUnbounded && sent >= pace.Due(since.Elapsed))
            {
                Rest();
            }
        }

        return new Sending(sent, since.Elapsed, CpuClock.OfThisThread() - cpu);
    }

    /// <returns>How many were handed over. One that the NIC had no room for counts: it was sent, and is missing from what was delivered.</returns>
    private int Send(int count)
    {
        count = Math.Min(count, _frames - _next);
        var sent = SystemCalls.sendmmsg(_socket, &_messages[_next], (uint)count, 0);
        if (sent < 0)
        {
            sent = Marshal.GetLastPInvokeError() switch
            {
                SystemCalls.ENOBUFS => 1,
                SystemCalls.EINTR or SystemCalls.EAGAIN => 0,
                _ => SystemCalls.Check(sent, "sendmmsg"),
            };
        }

        _next = (_next + sent) % _frames;
        return sent;
    }

    private static void Rest()
    {
        var time = new SystemCalls.Timespec { tv_nsec = (nint)(Quantum.Ticks * TimeSpan.NanosecondsPerTick) };
        _ = SystemCalls.clock_nanosleep(SystemCalls.CLOCK_MONOTONIC, 0, &time, null);
    }
}
