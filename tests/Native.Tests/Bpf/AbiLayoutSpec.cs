using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Btf;

namespace NetMonitor.Native.Tests.Bpf;

/// <summary>The object's own types against ours, in both directions. Needs the compiled object and no privileges.</summary>
public sealed class AbiLayoutSpec
{
    private const string CPrefix = "nm_";
    private const string Prefix = "Nm";

    private static readonly Type[] Twins = [.. typeof(NmCounters).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(NmCounters).Namespace && type.IsValueType && !type.IsNested)];

    [ObjectFact]
    public void Structs_should_have_a_twin_each_of_the_same_layout()
    {
        // What lives in a map or a variable; the rest (nm_cursor and others) never leaves the program.
        string[] internals = ["nm_cursor", "nm_extension", "nm_transport", "nm_next_header", "nm_visit", "nm_flow_words"];
        var theirs = Types().Structs.Where(type => type.Name.StartsWith(CPrefix, StringComparison.Ordinal) && !internals.Contains(type.Name)).ToArray();
        var ours = Twins.Where(type => !type.IsEnum).ToArray();

        Assert.Equal(theirs.Select(type => Pascal(type.Name)).Order(), ours.Select(type => type.Name).Order());
        foreach (var type in theirs)
        {
            var twin = ours.Single(candidate => candidate.Name == Pascal(type.Name));
            Assert.Equal((type.Name, type.Size), (type.Name, SizeOf(twin)));
            Assert.Equal(
                type.Members.Where(member => !member.Name.StartsWith("reserved", StringComparison.Ordinal)).Select(member => (Pascal(member.Name), member.Offset, member.Size)),
                twin.GetFields(BindingFlags.Public | BindingFlags.Instance)
                    .Select(field => (field.Name, field.GetCustomAttribute<FieldOffsetAttribute>()!.Value, SizeOf(field.FieldType)))
                    .OrderBy(field => field.Value));
        }
    }

    [ObjectFact]
    public void Enums_should_have_a_twin_each_of_the_same_values()
    {
        var theirs = Types().Enums.Where(type => type.Name.StartsWith(CPrefix, StringComparison.Ordinal)).ToArray();
        var ours = Twins.Where(type => type.IsEnum).ToArray();

        Assert.Equal(theirs.Select(type => Pascal(type.Name)).Order(), ours.Select(type => type.Name).Order());
        foreach (var type in theirs)
        {
            var twin = ours.Single(candidate => candidate.Name == Pascal(type.Name));
            Assert.Equal(
                type.Values.Select(value => (Pascal(value.Key.ToLowerInvariant())[Prefix.Length..], value.Value)).Order(),
                Enum.GetNames(twin).Select(name => (name, Convert.ToInt64(Enum.Parse(twin, name)))).Order());
        }
    }

    [ObjectFact]
    public void Names_should_all_be_in_the_object()
    {
        var names = typeof(NmNames).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToHashSet();
        using var opened = BpfObject.Open(ObjectImage.Read(LabPaths.BpfObject));
        var types = opened.Types();

        Assert.Equal(names.Order(), opened.ProgramNames.Concat(
            [
                NmNames.Counters, NmNames.Control, NmNames.AbiVersion, NmNames.Ethernet,
                NmNames.Flows, NmNames.Evictions, NmNames.FlowSlots, NmNames.FlowSeed,
            ]).Order());
        Assert.Equal(3u, opened.GetGlobal(types, NmNames.AbiVersion));
        Assert.Equal(1u, opened.GetGlobal(types, NmNames.Ethernet));
    }

    private static BtfTypes Types()
    {
        using var opened = BpfObject.Open(ObjectImage.Read(LabPaths.BpfObject));
        return opened.Types();
    }

    private static int SizeOf(Type type) =>
        (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;

    private static string Pascal(string name) => string.Concat(name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
