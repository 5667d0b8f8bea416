namespace NetMonitor.Native.Interop;

[KernelStruct("struct pollfd", "sys/poll.h")]
internal struct PollDescriptor
{
    public int Fd;
    public short Events;
    public short Revents;
}
