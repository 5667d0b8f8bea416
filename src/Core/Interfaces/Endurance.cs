namespace NetMonitor.Core.Interfaces;

/// <summary>Whether an attachment outlives this process.</summary>
/// <param name="Pinned">Counting goes on when the process ends, and the next one goes on with the same account.</param>
/// <param name="Adopted">The account was begun by a process, or an actor, before this one.</param>
/// <param name="Reason">One line: where it is pinned, or why it ends with the process.</param>
public sealed record Endurance(bool Pinned, bool Adopted, string Reason)
{
    public static Endurance EndsWithProcess(string reason) => new(Pinned: false, Adopted: false, reason);
}
