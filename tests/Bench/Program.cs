using NetMonitor.Bench;
using NetMonitor.Bench.Reading;
using NetMonitor.Lab;

if (args is not (["packet"] or ["read"] or ["agent"]))
{
    await Console.Error.WriteLineAsync("usage: build.sh bench packet|read|agent");
    return 2;
}

if ((Prerequisite.Bpf() ?? (args[0] == "agent" ? Prerequisite.Tools("ip", "setpriv") : null)) is { } missing)
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
    await AgentBench.RunAsync(Console.Out, stop.Token);
    return 0;
}
catch (OperationCanceledException)
{
    return 130;
}
