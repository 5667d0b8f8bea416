namespace NetMonitor.Native.Interop;

[KernelStruct("struct timeval", "sys/time.h")]
internal struct TimeValue
{
    public long TvSec;
    public long TvUsec;
}
