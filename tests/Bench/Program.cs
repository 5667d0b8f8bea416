using NetMonitor.Bench;
using NetMonitor.Bench.OldVsNew;
using NetMonitor.Bench.Reading;
using NetMonitor.Lab;

if (args is [CaptureProgram.Verb, var nic, var mac])
{
    CaptureProgram.Run(nic, mac, Console.Out);
    return 0;
}

if (args is not (["packet"] or ["read"] or ["agent"] or ["old-vs-new"]))
{
    await Console.Error.WriteLineAsync("usage: build.sh bench packet|read|agent|old-vs-new");
    return 2;
}

if ((Prerequisite.Bpf() ?? (args[0] is "packet" or "read" ? null : Prerequisite.Tools("ip", "setpriv", "taskset", "ethtool"))) is { } missing)
{
    await Console.Error.WriteLineAsync($"bench {args[0]}: {missing}");
    return 3;
}

if (args[0] == "packet")
{
    PacketBench.Run(Console.Out);
    return 0;
}

if (args[0] == "read")
{
    ReadBench.Run(Console.Out);
    return 0;
}

// Ctrl-C ends it in order: the namespaces go with the lab.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};
try
{
    if (args[0] == "agent")
    {
        await AgentBench.RunAsync(Console.Out, stop.Token);
        return 0;
    }

    if (await OldVsNewBench.RunAsync(Console.Out, stop.Token) is { } obstacle)
    {
        await Console.Error.WriteLineAsync($"bench {args[0]}: {obstacle}");
        return 3;
    }

    return 0;
}
catch (OperationCanceledException)
{
    return 130;
}
