using System.Globalization;
using System.Reflection;
using System.Text;
using NetMonitor.Native.Ethtool;
using NetMonitor.Native.Interop;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Tests.Interop;

/// <summary>Every struct and number that repeats one of the kernel's headers, compiled against these headers.</summary>
public sealed class KernelTwinsSpec
{
    private const BindingFlags AllFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Type[] AllTypes = typeof(Rtnetlink).Assembly.GetTypes();

    public static TheoryData<string> Structs => [.. Names<KernelStructAttribute>()];

    public static TheoryData<string> Constants => [.. Names<KernelConstantsAttribute>()];

    [CompilerTheory]
    [MemberData(nameof(Structs))]
    public void KernelTwins_should_lie_in_memory_as_in_C(string typeName)
    {
        var type = Find(typeName);
        var twin = type.GetCustomAttribute<KernelStructAttribute>()!;
        var program = new StringBuilder($"#include <stddef.h>\n#include <{twin.Header}>\n");
        Require(program, $"sizeof({twin.Name})", StructLayoutOf.Size(type));
        foreach (var field in type.GetFields(AllFields))
        {
            var name = MemberName(field);
            if (!name.StartsWith("Pad", StringComparison.Ordinal))
            {
                Require(program, $"offsetof({twin.Name}, {SnakeCase(name)})", StructLayoutOf.Offset(type, field));
            }
        }

        Assert.Equal("", CProgram.Check(program.ToString()));
    }

    [CompilerTheory]
    [MemberData(nameof(Constants))]
    public void KernelTwins_should_have_the_values_of_C(string typeName)
    {
        var type = Find(typeName);
        var program = new StringBuilder();
        foreach (var header in type.GetCustomAttribute<KernelConstantsAttribute>()!.Headers)
        {
            program.Append(CultureInfo.InvariantCulture, $"#include <{header}>\n");
        }

        foreach (var constant in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Where(field => field.IsLiteral))
        {
            Require(program, constant.Name, Convert.ToInt64(constant.GetRawConstantValue(), CultureInfo.InvariantCulture));
        }

        Assert.Equal("", CProgram.Check(program.ToString()));
    }

    [CompilerTheory]
    [InlineData(typeof(LinkFlags), "linux/if.h", "IFF_", "Up=UP Broadcast=BROADCAST Loopback=LOOPBACK PointToPoint=POINTOPOINT Running=RUNNING NoArp=NOARP Promiscuous=PROMISC AllMulticast=ALLMULTI Slave=SLAVE Multicast=MULTICAST LowerUp=LOWER_UP Dormant=DORMANT")]
    [InlineData(typeof(OperationalState), "linux/if.h", "IF_OPER_", "Unknown=UNKNOWN NotPresent=NOTPRESENT Down=DOWN LowerLayerDown=LOWERLAYERDOWN Testing=TESTING Dormant=DORMANT Up=UP")]
    [InlineData(typeof(XdpMode), "linux/if_link.h", "XDP_ATTACHED_", "None=NONE Driver=DRV Generic=SKB Hardware=HW Multiple=MULTI")]
    public void KernelTwins_should_have_the_values_of_C_in_enums(Type type, string header, string prefix, string pairs)
    {
        var names = pairs.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        var members = Enum.GetNames(type).Where(name => name != nameof(LinkFlags.None) || names.ContainsKey(name)).ToArray();
        var program = new StringBuilder($"#include <{header}>\n");
        foreach (var member in members)
        {
            Require(program, prefix + names[member], Convert.ToInt64(Enum.Parse(type, member), CultureInfo.InvariantCulture));
        }

        Assert.Equal(names.Count, members.Length);
        Assert.Equal("", CProgram.Check(program.ToString()));
    }

    [CompilerTheory]
    [InlineData("_Static_assert(sizeof(long) == 3, \"\");")]
    [InlineData("#include <linux/netlink.h>\n_Static_assert(NLMSG_DONE == 4, \"\");")]
    public void CProgram_should_complain_of_an_assertion_that_fails(string program) =>
        Assert.Contains("static assertion failed", CProgram.Check(program), StringComparison.OrdinalIgnoreCase);

    /// <summary>A compiler that was handed no assertions would be content as well.</summary>
    [Fact]
    public void KernelTwins_should_be_found()
    {
        Assert.Contains(typeof(LinkStatistics).FullName, Names<KernelStructAttribute>());
        Assert.Contains(typeof(LinkSettings).FullName, Names<KernelStructAttribute>());
        Assert.Contains(typeof(RouteConstants).FullName, Names<KernelConstantsAttribute>());
    }

    private static IEnumerable<string> Names<TAttribute>()
        where TAttribute : Attribute => AllTypes.Where(type => type.IsDefined(typeof(TAttribute))).Select(type => type.FullName!);

    private static Type Find(string name) => AllTypes.Single(type => type.FullName == name);

    private static void Require(StringBuilder program, string expression, long value) =>
        program.Append(CultureInfo.InvariantCulture, $"_Static_assert({expression} == {value}, \"{expression} is not {value}\");\n");

    /// <summary>A property's backing field is named after it between angle brackets.</summary>
    private static string MemberName(FieldInfo field) => field.Name[0] == '<' ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((c, at) => char.IsUpper(c) && at > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
