namespace NetMonitor.Core.Interfaces;

/// <summary>A way of counting that was tried on a NIC before the one that it has, and that the kernel refused.</summary>
/// <param name="Errno">The error's name, as EOPNOTSUPP.</param>
/// <param name="Meaning">What stands in the way, in a few words; empty where no more than the error is known.</param>
public sealed record RefusedRung(AttachMode Mode, string Errno, string Meaning)
{
    /// <summary>As "not native: EBUSY, XDP program 42 is on it already".</summary>
    public string Words => $"not {Mode.ToString().ToLowerInvariant()}: {Errno}" + (Meaning.Length == 0 ? "" : $", {Meaning}");
}
