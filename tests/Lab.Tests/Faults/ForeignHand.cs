using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NetMonitor.Lab.Tests.Faults;

/// <summary>What somebody else on the host, or in the process, may do to an attachment.</summary>
internal static unsafe partial class ForeignHand
{
    private const int BPF_LINK_GET_FD_BY_ID = 30;
    private const int BPF_LINK_DETACH = 34;
    private const int O_CLOEXEC = 0x80000;

    /// <summary>Takes a link's program off its NIC; the link itself stays, for those who hold it.</summary>
    public static void DetachLink(uint id)
    {
        var byId = new Interop.bpf_attr_id { id = id };
        var descriptor = Checked((int)Interop.syscall(Interop.SysBpf, BPF_LINK_GET_FD_BY_ID, &byId, (uint)sizeof(Interop.bpf_attr_id)), "find the link");
        var detach = new Interop.bpf_attr_id { id = (uint)descriptor };
        var result = (int)Interop.syscall(Interop.SysBpf, BPF_LINK_DETACH, &detach, sizeof(uint));
        _ = Interop.close(descriptor);
        _ = Checked(result, "detach the link");
    }

    public static void Close(int descriptor) => _ = Checked(Interop.close(descriptor), "close");

    /// <summary>Closes the descriptor, and takes its number for a file of its own at once.</summary>
    public static void Replace(int descriptor)
    {
        using var harmless = File.OpenHandle("/dev/null");
        _ = Checked(dup3((int)harmless.DangerousGetHandle(), descriptor, O_CLOEXEC), "dup3");
    }

    /// <summary>The file behind a descriptor of this process; null for a closed one.</summary>
    public static string? FileOf(int descriptor) => new FileInfo($"/proc/self/fd/{descriptor}").LinkTarget;

    private static int Checked(int result, string operation) => result >= 0
        ? result
        : throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{operation}: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", SetLastError = true)]
    private static partial int dup3(int oldfd, int newfd, int flags);
}
