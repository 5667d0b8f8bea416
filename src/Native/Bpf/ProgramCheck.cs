using System.Collections.Immutable;
using NetMonitor.Native.Abi;

namespace NetMonitor.Native.Bpf;

/// <summary>Takes an object file through the verifier without attaching anything.</summary>
public static class ProgramCheck
{
    /// <summary><see cref="BpfException.Operation"/> where it was the kernel that refused; before it, the file is at fault.</summary>
    public const string LoadOperation = "load the programs";

    private static readonly string[] Programs = [NmNames.XdpProgram, NmNames.IngressProgram, NmNames.EgressProgram];

    /// <returns>The programs that the kernel took.</returns>
    /// <exception cref="BpfException">The object is of another ABI, or the kernel refuses it.</exception>
    public static ImmutableArray<string> Load(ObjectImage image)
    {
        using var loaded = NicPrograms.Load(image, hasEthernet: true, Programs);
        using var withoutEthernet = NicPrograms.Load(image, hasEthernet: false, NmNames.IngressProgram, NmNames.EgressProgram);
        return [.. Programs];
    }
}
