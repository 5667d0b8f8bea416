namespace NetMonitor.Native.Bpf;

/// <summary>One program on one hook of one NIC. Disposing takes it off.</summary>
internal interface IAttached : IDisposable
{
    Hook Hook { get; }

    /// <summary>The kernel's id of the link; the program's id where the hook has no links.</summary>
    uint Id { get; }

    /// <summary>The kernel's id of the program.</summary>
    uint ProgramId { get; }

    /// <summary>True as long as the program is where it was put.</summary>
    bool IsInPlace();

    /// <summary>From one packet to the next this program takes the other one's place; none is seen by both, or by neither.</summary>
    /// <exception cref="BpfException">Refused; the other one stays.</exception>
    void Replace(int program);

    /// <summary>Lets go of it without taking it off, where it stays by itself: a pinned link, a filter.</summary>
    void Leave();
}
