namespace NetMonitor.Engine.Diagnosis;

public enum Verdict
{
    Ok,

    /// <summary>Something is missing or wrong; whether counting can do without, the exit code says.</summary>
    Problem,

    /// <summary>It cannot be seen with the rights that this process has.</summary>
    Unknown,
}
