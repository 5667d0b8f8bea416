using NetMonitor.Engine.Commands;
using NetMonitor.Engine.Diagnosis;
using NetMonitor.Engine.Readers;

var inspection = new HostInspection(LinkSurvey.Take, HostExamination.Kernel, HostExamination.Take);
return (int)await NetMonitorCommand.RunAsync(args, Surroundings.OfProcess(DataPlanes.Open, ProgramFile.Verify, inspection));
