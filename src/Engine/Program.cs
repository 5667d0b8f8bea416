using NetMonitor.Engine.Commands;
using NetMonitor.Engine.Readers;

return (int)await NetMonitorCommand.RunAsync(args, Surroundings.OfProcess(DataPlanes.Open, ProgramFile.Verify));
