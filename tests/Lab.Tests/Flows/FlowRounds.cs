using System.Collections.Immutable;

namespace NetMonitor.Lab.Tests.Flows;

/// <summary>One packet of each flow, then one more of each that has more, and so on: flows that share a place take turns in it.</summary>
/// <param name="flows">A frame, and how often it is sent.</param>
/// <param name="start">Every other one goes backwards: CPUs meet on the way, and all the time once only a few flows are left.</param>
internal sealed class FlowRounds(ImmutableArray<(byte[] Frame, int Packets)> flows, int start) : IFrameSource
{
    /// <summary>Prime, and so a way through any number of flows that is no multiple of it.</summary>
    private const long Stride = 7919;

    private readonly bool _isBackwards = start % 2 == 1;
    private ImmutableArray<(byte[] Frame, int Packets)> _left = [.. flows.Where(flow => flow.Packets > 0)];
    private int _round;
    private int _next;

    public int Next(Span<byte> room)
    {
        if (_next == _left.Length)
        {
            (_round, _next) = (_round + 1, 0);
            _left = [.. _left.Where(flow => flow.Packets > _round)];
        }

        if (_left.IsEmpty)
        {
            return 0;
        }

        var at = (int)((_next++ * (_left.Length % Stride == 0 ? 1 : Stride)) % _left.Length);
        var frame = _left[_isBackwards ? _left.Length - 1 - at : at].Frame;
        var padding = PlannedFlow.Padding(_round);
        frame.CopyTo(room);
        room.Slice(frame.Length, padding).Clear();
        return frame.Length + padding;
    }
}
