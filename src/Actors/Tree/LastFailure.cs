namespace NetMonitor.Actors.Tree;

/// <summary>Why an actor last failed.</summary>
/// <param name="Kind">One of few words, fit for a label.</param>
/// <param name="Message">One line for people.</param>
public sealed record LastFailure(string Kind, DateTimeOffset At, string Message);
