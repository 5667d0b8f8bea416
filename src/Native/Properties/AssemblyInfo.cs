using System.Runtime.CompilerServices;

[assembly: DisableRuntimeMarshalling]
[assembly: InternalsVisibleTo("NetMonitor.Native.Tests")]
[assembly: InternalsVisibleTo("NetMonitor.Bench")]
[assembly: InternalsVisibleTo("NetMonitor.Lab.Tests")]
