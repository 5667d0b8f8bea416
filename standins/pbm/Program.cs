using NetMonitor.Pbm;

return (int)await PbmProgram.RunAsync(args);
