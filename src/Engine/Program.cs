using NetMonitor.Engine;
using NetMonitor.Engine.Commands;

return (int)await NetMonitorCommand.RunAsync(args, Surroundings.OfProcess(
    _ => throw new StartFailure(ExitCode.Kernel, "this build has no data plane"),
    _ => throw new StartFailure(ExitCode.Kernel, "this build has no data plane")));
