using System.Runtime.InteropServices;
using NetMonitor.Native.Errors;

namespace NetMonitor.Native.Tests.Errors;

public sealed partial class ErrnoSpec
{
    /// <summary>EHWPOISON, the last that Linux gives to user space.</summary>
    private const int Last = 133;

    [Fact]
    public void Errno_should_name_every_number_as_libc_does()
    {
        for (var number = 1; number <= Last; number++)
        {
            var name = Marshal.PtrToStringUTF8(StrErrorName(number));
            Assert.Equal(name ?? $"errno {number}", ((Errno)number).Name);
        }
    }

    [Fact]
    public void Errno_should_give_the_number_where_there_is_no_name() => Assert.Equal("errno 4095", ((Errno)4095).Name);

    [Theory]
    [InlineData(Errno.EPERM, "EPERM (Operation not permitted)")]
    [InlineData(Errno.ENOLINK, "ENOLINK (Link has been severed)")]
    [InlineData(Errno.ENOTSUPP, "ENOTSUPP (Operation is not supported by the kernel)")]
    public void Errno_should_describe_itself_by_name_and_text(Errno errno, string description) => Assert.Equal(description, errno.Description);

    [Fact]
    public void FailureText_should_leave_out_what_nobody_said()
    {
        Assert.Equal("flip on interface 7: EBUSY (Device or resource busy)", FailureText.Compose("flip", "interface 7", Errno.EBUSY, "", ""));
        Assert.Equal(
            "flip on interface 7: EBUSY (Device or resource busy); the kernel says: not now; likely cause: haste",
            FailureText.Compose("flip", "interface 7", Errno.EBUSY, "not now", "haste"));
    }

    /// <summary>strerrorname_np of glibc 2.32; null for a number without a name.</summary>
    [LibraryImport("libc.so.6", EntryPoint = "strerrorname_np")]
    private static partial nint StrErrorName(int number);
}
