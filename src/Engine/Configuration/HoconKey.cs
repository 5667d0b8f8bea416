namespace NetMonitor.Engine.Configuration;

/// <summary>One assignment in a HOCON text.</summary>
/// <param name="Path">Joined with dots from the root.</param>
/// <param name="IsList">Whether the value is a list.</param>
/// <param name="Line">Of the key, from 1.</param>
public sealed record HoconKey(string Path, bool IsList, int Line);
