using System.Runtime.InteropServices;
using System.Text;
using NetMonitor.Lab;

namespace NetMonitor.Native.Tests.Bpf;

/// <summary>A tun device: its packets begin with the IP header. What is written to it the kernel receives.</summary>
internal sealed unsafe partial class TunDevice : IDisposable
{
    private const int ReadWrite = 2;

    /// <summary>TUNSETIFF, IFF_TUN and IFF_NO_PI of linux/if_tun.h.</summary>
    private const nuint SetInterface = 0x400454ca;

    private const short TunWithoutInformation = 0x1001;

    private readonly int _descriptor;

    private TunDevice(int descriptor) => _descriptor = descriptor;

    public static TunDevice Create(NetworkNamespace home, string name) => home.Run(() =>
    {
        var descriptor = Open("/dev/net/tun", ReadWrite);
        var request = stackalloc byte[40];
        new Span<byte>(request, 40).Clear();
        Encoding.ASCII.GetBytes(name, new Span<byte>(request, 16));
        *(short*)(request + 16) = TunWithoutInformation;
        Assert.True(descriptor >= 0 && Control(descriptor, SetInterface, request) == 0, $"no tun device: errno {Marshal.GetLastPInvokeError()}");
        return new TunDevice(descriptor);
    });

    public void Receive(Frame frame, int times)
    {
        var bytes = frame.Bytes;
        fixed (byte* data = bytes)
        {
            for (var i = 0; i < times; i++)
            {
                Assert.Equal(bytes.Length, Write(_descriptor, data, (nuint)bytes.Length));
            }
        }
    }

    public void Dispose() => _ = Close(_descriptor);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int descriptor, nuint request, byte* argument);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, byte* data, nuint length);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
