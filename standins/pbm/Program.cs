using System.Runtime.InteropServices;
using NetMonitor.Pbm;

// As any program that writes into a pipe nobody reads any more: 'pbm ... | head -1' ends although the host would go on.
const PosixSignal BrokenPipe = (PosixSignal)13;
using var brokenPipe = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(BrokenPipe, _ => Environment.Exit(141));

return (int)await PbmProgram.RunAsync(args);
