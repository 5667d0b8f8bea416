using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace NetMonitor.Lab;

/// <summary>Packets that a NIC has received, for who asks often: no process and no socket. For one thread.</summary>
internal sealed class Arrivals : IDisposable
{
    private readonly byte[] _text = new byte[4096];
    private readonly string _nic;
    private readonly SafeFileHandle _file;

    private Arrivals(SafeFileHandle file, string nic) => (_file, _nic) = (file, nic);

    // The file stays that of the network namespace in which it was opened.
    internal static Arrivals At(VethEnd end) =>
        end.Namespace.Run(() => new Arrivals(File.OpenHandle("/proc/thread-self/net/dev"), end.Name));

    /// <summary>Since the NIC exists (man 5 proc_net, "/proc/net/dev"): the second number.</summary>
    internal ulong Count()
    {
        var text = Encoding.ASCII.GetString(_text, 0, RandomAccess.Read(_file, _text, 0));
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var name = line.TrimStart();
            if (name.StartsWith(_nic, StringComparison.Ordinal) && name[_nic.Length..].StartsWith(":"))
            {
                var numbers = name[(_nic.Length + 1)..].TrimStart();
                numbers = numbers[numbers.IndexOf(' ')..].TrimStart();
                return ulong.Parse(numbers[..numbers.IndexOf(' ')], NumberStyles.None, CultureInfo.InvariantCulture);
            }
        }

        throw new InvalidOperationException($"no {_nic} in {text}");
    }

    public void Dispose() => _file.Dispose();
}
