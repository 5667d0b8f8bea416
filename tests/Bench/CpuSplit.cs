using NetMonitor.Lab;

namespace NetMonitor.Bench;

/// <summary>The sender has a CPU of its own; the tools run on the others.</summary>
/// <param name="Sender">Where the sender runs.</param>
/// <param name="Tools">As taskset writes it.</param>
internal sealed record CpuSplit(int Sender, string Tools)
{
    /// <returns>Null where there is one CPU only.</returns>
    public static CpuSplit? Of(int cpus) => cpus switch
    {
        < 2 => null,
        2 => new CpuSplit(0, "1"),
        _ => new CpuSplit(0, $"1-{cpus - 1}"),
    };

    public LabProcess Spawn(NetworkNamespace home, string command, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        home.Spawn("taskset", ["-c", Tools, command, .. arguments], environment);

    public override string ToString() => $"the sender on CPU {Sender}, the tools on {Tools}";
}
