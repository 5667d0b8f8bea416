using System.Collections.Immutable;

namespace NetMonitor.Engine.Diagnosis;

/// <summary>The object file with the programs, and what the kernel says to it.</summary>
/// <param name="Path">Where it is looked for.</param>
/// <param name="FileFailure">Why it cannot be used at all: absent, no BPF, of another ABI. Null when it can.</param>
/// <param name="LoadFailure">What the kernel said when it refused. Null when it took them, or was not asked.</param>
/// <param name="Loaded">The programs that the kernel took.</param>
public sealed record ProgramFacts(string Path, string? FileFailure, string? LoadFailure, ImmutableArray<string> Loaded);
