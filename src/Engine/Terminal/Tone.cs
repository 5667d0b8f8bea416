namespace NetMonitor.Engine.Terminal;

/// <summary>What a text means, for terminals that can show it.</summary>
public enum Tone
{
    Plain,
    Title,
    Aside,
    Good,
    Warning,
    Bad,
}
