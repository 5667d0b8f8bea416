using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace NetMonitor.Lab;

/// <summary>A network namespace of its own, with loopback up and nothing else in it. Gone at <see cref="Dispose"/>, and at the latest
/// when the process ends; what a killed process left is removed by the next one that makes a namespace.</summary>
/// <remarks>IPv6 is off on NICs that are added later, so that a quiet network is quiet; <see cref="SetSysctl"/> turns it on.</remarks>
public sealed class NetworkNamespace : IDisposable
{
    public const string PinRoot = "/sys/fs/bpf/netmonitor";

    private readonly ConcurrentBag<LabProcess> _processes = [];
    private readonly NamespaceThread _thread;
    private bool _disposed;

    private NetworkNamespace(string name)
    {
        Name = name;
        _thread = new NamespaceThread(name, Path);
        PinPath = $"{PinRoot}/{_thread.Run(CookieOfThread)}";
    }

    /// <summary>The name as <c>ip netns</c> knows it.</summary>
    public string Name { get; }

    /// <summary>The file that stands for the namespace.</summary>
    public string Path => NamespaceNames.Path(Name);

    /// <summary>Where the program pins what it leaves counting here, by the namespace's cookie; removed with the namespace.</summary>
    public string PinPath { get; }

    public static NetworkNamespace Create()
    {
        var name = NamespaceNames.Add();
        try
        {
            var made = new NetworkNamespace(name);
            made.SetSysctl("net.ipv6.conf.default.disable_ipv6", "1");
            made.Ip("link set lo up");
            return made;
        }
        catch
        {
            NamespaceNames.Remove(name);
            throw;
        }
    }

    /// <summary>Runs work on the namespace's own thread, in the order of the calls. A socket made there belongs to the namespace and can be used anywhere.</summary>
    public T Run<T>(Func<T> work) => _thread.Run(work);

    /// <inheritdoc cref="Run{T}"/>
    public void Run(Action work) => _ = _thread.Run(() =>
    {
        work();
        return true;
    });

    /// <summary>Runs a command inside to its end. It keeps the host's mounts: <c>ip netns exec</c> would mount a fresh /sys and hide the BPF file system.</summary>
    public ToolResult Exec(string command, params string[] arguments) =>
        Tool.Finish(Run(() => Tool.Start(command, arguments)), "");

    /// <summary>Starts a command inside, with the host's mounts. It is killed with this process, however that ends.</summary>
    public LabProcess Spawn(string command, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        // The parent-death signal comes when the forking thread ends: this one lives as long as the namespace.
        string[] all = ["--pdeathsig", "KILL", "--", command, .. arguments];
        var process = new LabProcess(Run(() => Tool.Start("setpriv", all, environment)));
        _processes.Add(process);
        return process;
    }

    /// <summary>Runs lines of <c>ip</c> commands inside, without the word <c>ip</c>; the first that fails throws.</summary>
    public void Ip(params string[] lines) =>
        _ = Tool.RunWith(string.Join('\n', lines) + "\n", "ip", "-n", Name, "-batch", "-").Require();

    /// <summary>Sets a kernel parameter of this namespace, dots between its parts.</summary>
    public void SetSysctl(string key, string value) =>
        Run(() => File.WriteAllText("/proc/sys/" + key.Replace('.', '/'), value));

    /// <summary>The NIC's kernel counters.</summary>
    public LinkStatistics Statistics(string nic) => LinkStatistics.Parse(Link(nic));

    /// <summary>The interface index; it is unique within the namespace only.</summary>
    public int IndexOf(string nic) =>
        Run(() => Interop.if_nametoindex(nic)) is var index and > 0
            ? (int)index
            : throw new InvalidOperationException($"no NIC {nic} in {Name}");

    /// <summary>What <c>ip -j -s -d link show dev NIC</c> prints.</summary>
    public JsonElement Link(string nic)
    {
        var text = Tool.Run("ip", "-n", Name, "-j", "-s", "-d", "link", "show", "dev", nic).Require().Output;
        using var document = JsonDocument.Parse(text);
        return document.RootElement[0].Clone();
    }

    /// <summary>A client whose connections start inside. It takes addresses, not names.</summary>
    public HttpClient CreateHttpClient() => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellation) =>
        {
            var address = IPAddress.Parse(context.DnsEndPoint.Host.Trim('[', ']'));
            var socket = Run(() => new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp));
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, context.DnsEndPoint.Port), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    });

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        foreach (var process in _processes)
        {
            process.Dispose();
        }

        RemovePins();
        NamespaceNames.Remove(Name);
        _thread.Dispose();
    }

    /// <summary>What programs pinned there: it would outlive the namespace.</summary>
    private void RemovePins()
    {
        if (Directory.Exists(PinPath))
        {
            foreach (var nic in Directory.GetDirectories(PinPath))
            {
                Directory.Delete(nic, recursive: true);
            }

            Directory.Delete(PinPath, recursive: true);
        }
    }

    private static string CookieOfThread()
    {
        const int SOL_SOCKET = 1;
        const int SO_NETNS_COOKIE = 71;
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var cookie = new byte[sizeof(ulong)];
        _ = socket.GetRawSocketOption(SOL_SOCKET, SO_NETNS_COOKIE, cookie);
        return BitConverter.ToUInt64(cookie).ToString(CultureInfo.InvariantCulture);
    }
}
