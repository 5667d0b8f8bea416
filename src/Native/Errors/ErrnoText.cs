using System.Globalization;
using System.Runtime.InteropServices;

namespace NetMonitor.Native.Errors;

/// <summary>Error numbers in words, the same in every message of ours.</summary>
public static class ErrnoText
{
    extension(Errno errno)
    {
        /// <summary>The symbolic name (<c>EPERM</c>), or <c>errno 4095</c> for a number without one.</summary>
        public string Name => Enum.GetName(errno) ?? string.Create(CultureInfo.InvariantCulture, $"errno {(int)errno}");

        /// <summary>The system's own text (<c>Operation not permitted</c>).</summary>
        public string Text => errno == Errno.ENOTSUPP ? "Operation is not supported by the kernel" : Marshal.GetPInvokeErrorMessage((int)errno);

        /// <summary>Name and text: <c>EPERM (Operation not permitted)</c>.</summary>
        public string Description => $"{errno.Name} ({errno.Text})";
    }
}
