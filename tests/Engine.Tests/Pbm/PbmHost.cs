using System.Reflection;

namespace NetMonitor.Engine.Tests.Pbm;

/// <summary>Which host of commands this was built with.</summary>
internal static class PbmHost
{
    /// <summary>Null with the stand-in. bin/pbm speaks to no other host, and no other takes a command without a client.</summary>
    public static string? ReasonToSkip { get; } = Assembly.Load("Petabridge.Cmd.Host").GetReferencedAssemblies().Any(name => name.Name == "pbm.Protocol")
        ? null
        : "the host of commands is not the stand-in's (PetabridgeCmd=nuget)";
}
