using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf;

/// <summary>Keeps what libbpf prints on the calling thread, instead of letting it reach stderr.</summary>
internal static unsafe class LibbpfLog
{
    /// <summary>Enough for the verifier's last lines; it prints every instruction it walks before them.</summary>
    private const int KeptLength = 4096;

    private const int LineLength = 65536;

    [ThreadStatic]
    private static StringBuilder? Kept;

    static LibbpfLog() => Libbpf.SetPrint(&Print);

    /// <summary>From here until it is disposed, what libbpf prints on this thread is kept.</summary>
    public static Captured Capture() => new();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Print(int level, byte* format, void* arguments)
    {
        if (Kept is { } lines)
        {
            var text = (byte*)NativeMemory.Alloc(LineLength);
            var length = Libc.FormatList(text, LineLength, format, arguments);
            if (length > 0)
            {
                var kept = Math.Min(length, LineLength - 1);
                var from = Math.Max(0, kept - KeptLength);
                lines.Append(Encoding.UTF8.GetString(text + from, kept - from));
                lines.Remove(0, Math.Max(0, lines.Length - KeptLength));
            }

            NativeMemory.Free(text);
        }

        return 0;
    }

    internal readonly struct Captured : IDisposable
    {
        public Captured() => Kept = new StringBuilder();

        public string Text => Kept?.ToString() ?? "";

        public void Dispose() => Kept = null;
    }
}
