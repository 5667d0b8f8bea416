namespace NetMonitor.Engine.Capture;

/// <summary>Checks privileges, kernel and object file, and returns the data plane. Attaches nothing yet.</summary>
/// <exception cref="StartFailure">Exit code 3: a capability is missing. 4: the kernel lacks a feature, or the object file is missing,
/// truncated or of another ABI.</exception>
public delegate IDataPlane OpenDataPlane(DataPlaneSettings settings);
