using System.Collections.Immutable;

namespace NetMonitor.Engine.Capture;

/// <summary>What the kernel's verifier took.</summary>
/// <param name="Path">The object file.</param>
/// <param name="Names">Its programs.</param>
public sealed record VerifiedPrograms(string Path, ImmutableArray<string> Names);
