using NetMonitor.Bench;
using NetMonitor.Lab;

if (args is not ["packet"])
{
    await Console.Error.WriteLineAsync("usage: build.sh bench packet");
    return 2;
}

if (Prerequisite.Bpf() is { } missing)
{
    await Console.Error.WriteLineAsync($"bench packet: {missing}");
    return 3;
}

PacketBench.Run(Console.Out);
return 0;
