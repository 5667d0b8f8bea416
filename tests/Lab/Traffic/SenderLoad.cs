namespace NetMonitor.Lab;

/// <summary>What one thread of a <see cref="ParallelSender"/> sends, and the CPU that it stays on.</summary>
public sealed record SenderLoad(int Cpu, IFrameSource ToHost, IFrameSource FromHost);
