using NetMonitor.Core.Host;

namespace NetMonitor.Actors.Host;

/// <summary>Where the newest <see cref="HostSnapshot"/> hangs: one writer, any number of readers, no waiting.</summary>
public sealed class HostSnapshotBoard
{
    private volatile HostSnapshot _current = HostSnapshot.Empty;

    public HostSnapshot Current => _current;

    public void Publish(HostSnapshot snapshot) => _current = snapshot;
}
