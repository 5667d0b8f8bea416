namespace NetMonitor.Engine.Capture;

/// <summary>Loads every program through the kernel's verifier without attaching it, and returns one line per program for people.</summary>
/// <exception cref="StartFailure">As <see cref="OpenDataPlane"/>; the message ends with the verifier's last lines.</exception>
public delegate IEnumerable<string> VerifyPrograms(DataPlaneSettings settings);
