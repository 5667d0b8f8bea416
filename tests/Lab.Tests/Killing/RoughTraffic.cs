using System.ComponentModel;

namespace NetMonitor.Lab.Tests.Killing;

/// <summary>Traffic on a NIC that is down at times: what cannot be sent is not, and nobody but the kernel knows how much that was.</summary>
internal sealed class RoughTraffic : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(3);
    private static readonly byte[] Bytes = Frame.Ethernet().IPv4().Udp().Payload(77).Bytes;

    private readonly ManualResetEventSlim _stop = new();
    private readonly FrameInjector[] _injectors;
    private readonly Thread _thread;

    public RoughTraffic(VethNic nic)
    {
        _injectors = [nic.Wire.OpenInjector(), nic.Host.OpenInjector()];
        _thread = new Thread(Send) { IsBackground = true, Name = "rough traffic" };
        _thread.Start();
    }

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        foreach (var injector in _injectors)
        {
            injector.Dispose();
        }

        _stop.Dispose();
    }

    private void Send()
    {
        while (!_stop.Wait(Pause))
        {
            foreach (var injector in _injectors)
            {
                try
                {
                    injector.Send(Bytes);
                }
                catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException)
                {
                    // Down.
                }
            }
        }
    }
}
