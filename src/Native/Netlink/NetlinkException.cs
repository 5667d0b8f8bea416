using NetMonitor.Native.Errors;

namespace NetMonitor.Native.Netlink;

/// <summary>The kernel refused a request over rtnetlink, or answered what cannot be read (<see cref="Errno.EBADMSG"/>, with the reason as inner exception).</summary>
public sealed class NetlinkException(string operation, string subject, Errno errno, string kernelText, string likelyCause, Exception? inner = null)
    : Exception(FailureText.Compose(operation, subject, errno, kernelText, likelyCause), inner)
{
    public string Operation { get; } = operation;

    /// <summary>The interface asked about, by index or name.</summary>
    public string Subject { get; } = subject;

    public Errno Errno { get; } = errno;

    /// <summary>The extended acknowledgement's text; empty where the kernel gave none.</summary>
    public string KernelText { get; } = kernelText;

    public string LikelyCause { get; } = likelyCause;
}
