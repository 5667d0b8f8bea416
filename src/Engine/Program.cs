using NetMonitor.Engine.Commands;
using NetMonitor.Engine.Readers;

return (int)await NetMonitorCommand.RunAsync(args, Surroundings.OfProcess(BpfDataPlane.Open, ProgramFile.Verify));
