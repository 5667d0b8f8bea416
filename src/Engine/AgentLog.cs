using System.Net;
using Microsoft.Extensions.Logging;

namespace NetMonitor.Engine;

internal static partial class AgentLog
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        EventName = "ListeningWide",
        Message = "{Address} is not the loopback address: whoever reaches it can read the metrics, there is no password")]
    public static partial void ListeningWide(this ILogger log, IPEndPoint address);

    [LoggerMessage(
        Level = LogLevel.Warning,
        EventName = "SteeredFromAfar",
        Message = "--pbm: {Address} is not the loopback address: whoever reaches it can detach NICs, there is no password")]
    public static partial void SteeredFromAfar(this ILogger log, IPEndPoint address);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "LinksUnknown", Message = "cannot look for NICs that came or went: {Reason}")]
    public static partial void LinksUnknown(this ILogger log, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        EventName = "LinksUntold",
        Message = "the kernel does not tell when NICs come or go: {Reason}; looking every {Refresh} only")]
    public static partial void LinksUntold(this ILogger log, TimeSpan refresh, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        EventName = "Simulating",
        Message = "simulated: {Nics} NICs and all their packets are made up (seed {Seed}); nothing of this host is counted")]
    public static partial void Simulating(this ILogger log, int nics, int seed);

    [LoggerMessage(
        Level = LogLevel.Warning,
        EventName = "NoBpfFilesystem",
        Message = "--bpffs: {Objection}: nothing can be pinned there, counting ends with this process; "
            + "'mount -t bpf bpf DIR' makes one")]
    public static partial void NoBpfFilesystem(this ILogger log, string objection);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "PinsNoted", Message = "{Line}")]
    public static partial void PinsNoted(this ILogger log, string line);

    [LoggerMessage(Level = LogLevel.Information, EventName = "Adopted", Message = "{Nics} NICs went on counting since before this start, and are gone on with")]
    public static partial void Adopted(this ILogger log, int nics);

    [LoggerMessage(Level = LogLevel.Information, EventName = "Ending", Message = "told to end")]
    public static partial void Ending(this ILogger log);
}
