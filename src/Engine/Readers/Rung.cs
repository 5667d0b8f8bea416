using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Readers;

/// <summary>One way of attaching that is to be tried, and why it is.</summary>
public readonly record struct Rung(AttachMode Mode, string Reason);
