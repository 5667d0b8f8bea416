namespace NetMonitor.Bench;

/// <summary>What a <see cref="PacedSender"/> did in one run.</summary>
/// <param name="Packets">Handed to the NIC, which may have dropped some.</param>
/// <param name="Cpu">The sending thread's processor time. What the kernel does in its name is in it: with a veth pair that is also the
/// receiving of most packets.</param>
internal readonly record struct Sending(long Packets, TimeSpan Elapsed, TimeSpan Cpu)
{
    public double PerSecond => Packets / Elapsed.TotalSeconds;
}
