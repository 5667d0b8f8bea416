using System.Collections.Immutable;

namespace NetMonitor.Lab.Tests.Flows;

/// <summary>One packet of each flow, then one more of each that has more, and so on: flows that share a place take turns in it.</summary>
/// <param name="flows">A frame, and how often it is sent.</param>
/// <param name="start">CPUs with different ones are at different flows at the same time, and meet.</param>
internal sealed class FlowRounds(ImmutableArray<(byte[] Frame, int Packets)> flows, int start) : IFrameSource
{
    /// <summary>Prime, and so a stride through any number of flows that is no multiple of it.</summary>
    private const long Stride = 7919;

    private readonly int _rounds = flows.IsEmpty ? 0 : flows.Max(flow => flow.Packets);
    private readonly bool _isBackwards = start % 2 == 1;
    private int _round;
    private int _next;

    public int Next(Span<byte> room)
    {
        for (; _round < _rounds; _round++, _next = 0)
        {
            while (_next < flows.Length)
            {
                var at = (int)((((long)_next++ * Stride) + start) % flows.Length);
                var (frame, packets) = flows[_isBackwards ? flows.Length - 1 - at : at];
                if (packets > _round)
                {
                    var padding = PlannedFlow.Padding(_round);
                    frame.CopyTo(room);
                    room.Slice(frame.Length, padding).Clear();
                    return frame.Length + padding;
                }
            }
        }

        return 0;
    }
}
