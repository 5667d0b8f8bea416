namespace NetMonitor.Engine.Capture;

/// <summary>Loads every program through the kernel's verifier without attaching it, and returns those that it took.</summary>
/// <exception cref="StartFailure">As <see cref="OpenDataPlane"/>; the message ends with the verifier's last lines.</exception>
public delegate VerifiedPrograms VerifyPrograms(DataPlaneSettings settings);
