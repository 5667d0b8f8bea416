using NetMonitor.Native.Errors;

namespace NetMonitor.Native.Ethtool;

/// <summary>The kernel refused an ethtool request for a reason that is not the device's lack of ethtool.</summary>
public sealed class EthtoolException(string operation, string subject, Errno errno) : Exception(FailureText.Compose(operation, subject, errno, "", ""))
{
    public string Operation { get; } = operation;

    public string Subject { get; } = subject;

    public Errno Errno { get; } = errno;
}
