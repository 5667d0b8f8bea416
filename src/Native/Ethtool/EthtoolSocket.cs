using System.Runtime.InteropServices;
using System.Text;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Ethtool;

/// <summary>
/// Ethtool by ioctl in one network namespace: the one that the calling thread was in at <see cref="Open"/>. Safe to share between threads.
/// </summary>
public sealed unsafe class EthtoolSocket : IDisposable
{
    /// <summary>Three bitmaps of at most 127 words (SCHAR_MAX) follow the settings.</summary>
    private const int LargestBitmaps = 3 * sbyte.MaxValue * sizeof(uint);

    private readonly SocketHandle _handle;

    private EthtoolSocket(SocketHandle handle) => _handle = handle;

    public static EthtoolSocket Open()
    {
        var handle = Libc.Socket(SocketConstants.AF_INET, SocketConstants.SOCK_DGRAM | SocketConstants.SOCK_CLOEXEC, 0);
        return handle.IsInvalid ? throw new EthtoolException("open socket", "ethtool", (Errno)Marshal.GetLastPInvokeError()) : new EthtoolSocket(handle);
    }

    /// <summary>Null when there is no such interface.</summary>
    public EthtoolDevice? Find(string name)
    {
        if (name.Length == 0 || Encoding.UTF8.GetByteCount(name) >= EthtoolConstants.IFNAMSIZ)
        {
            return null;
        }

        var driver = new DriverInfo { Cmd = EthtoolConstants.ETHTOOL_GDRVINFO };
        var errno = Request(name, &driver);
        return errno switch
        {
            Errno.None or Errno.EOPNOTSUPP => new EthtoolDevice(Read(driver.Driver), Read(driver.FwVersion), Read(driver.BusInfo), ReadSpeed(name)),
            Errno.ENODEV => null,
            _ => throw new EthtoolException("read driver", $"interface {name}", errno),
        };
    }

    public void Dispose() => _handle.Dispose();

    /// <summary>
    /// In two steps: asked with no words for its bitmaps, the kernel answers with their number, negated. Drivers refuse with whatever number they
    /// like; a speed that cannot be had is a speed that is not known.
    /// </summary>
    private long? ReadSpeed(string name)
    {
        var room = stackalloc byte[sizeof(LinkSettings) + LargestBitmaps];
        var settings = (LinkSettings*)room;
        *settings = new LinkSettings { Cmd = EthtoolConstants.ETHTOOL_GLINKSETTINGS };
        if (Request(name, settings) != Errno.None || settings->LinkModeMasksNwords is >= 0 or sbyte.MinValue)
        {
            return null;
        }

        *settings = new LinkSettings { Cmd = EthtoolConstants.ETHTOOL_GLINKSETTINGS, LinkModeMasksNwords = (sbyte)-settings->LinkModeMasksNwords };
        return Request(name, settings) == Errno.None ? LinkSpeed.FromMegabits(settings->Speed) : null;
    }

    private Errno Request(string name, void* command)
    {
        var request = new InterfaceRequest { IfrData = command };
        _ = Encoding.UTF8.GetBytes(name, (Span<byte>)request.IfrName);
        return Libc.Ioctl(_handle, SocketConstants.SIOCETHTOOL, &request) < 0 ? (Errno)Marshal.GetLastPInvokeError() : Errno.None;
    }

    private static string Read(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }
}
