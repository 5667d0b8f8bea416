namespace NetMonitor.Actors.Tree;

/// <summary>How often an actor was made anew in place, and why last.</summary>
/// <remarks>Made with its props, since each incarnation starts from nothing. One incarnation at a time uses it.</remarks>
public sealed class Incarnations
{
    public long Restarts { get; private set; }

    /// <summary>Empty where nothing failed yet.</summary>
    public string LastError { get; private set; } = "";

    public void Note(Exception reason)
    {
        Restarts++;
        LastError = reason.Message;
    }
}
