using System.Text;
using NetMonitor.Engine.Commands;
using NetMonitor.Engine.Configuration;

namespace NetMonitor.Engine.Tests.Documents;

/// <summary>docs/configuration.md says what the reference configuration says, with the other names of each key.</summary>
public sealed class ConfigurationPageSpec
{
    private const string Introduction = """
        # Configuration

        Settings come from four places, each over the one before: the reference configuration (`hocon/netmonitor.conf`, built into the program), the file given
        with `--config`, environment variables, and flags. A file is HOCON and sets the same keys, for example `netmonitor { interval = 1s }`.
        A key, variable or flag that does not exist is an error, never ignored. In a variable, the items of a list are separated by commas.
        In HOCON, `+=`, `${?...}` and `include` are not supported. A file may also set keys of the actor system under `akka { }`.

        | key | default | variable | flag | meaning |
        |---|---|---|---|---|

        """;

    private const string Sections = """

        ## Sections for some NICs

        A file may have sections under `netmonitor.interfaces`, each for the NICs that its name means: a name, a glob (`*` and `?`), `kind:KIND` or `driver:DRIVER`, as in
        `include`, `exclude`, `modes` and `flows.interfaces`. What is no plain word stands in quotes.

        ```text
        netmonitor.interfaces {
          "eth*"      { mode = native, interval = 1s, flows.slots = 262144 }
          eth0        { mode = auto }
          "kind:veth" { enabled = off }
        }
        ```

        | key | takes | meaning |
        |---|---|---|
        | `enabled` | on, off | off leaves the NIC out, though `include` means it |
        | `mode` | as `netmonitor.mode` | how its packets are counted |
        | `interval` | as `netmonitor.interval` | how often it is read |
        | `flows.slots` | as `netmonitor.flows.slots`, or off | room for its flows |

        Where several sections mean one NIC, each key is that of the most precise section that has it: its name, then the glob with more letters, then kind or driver with more letters.
        The order in the file does not matter. Stronger than a section are `exclude`, `modes` and `flows.interfaces`, which a variable may set too; weaker are the keys for all NICs. The
        loopback device is only meant by its name. `pbm net interval` and `pbm net flow-slots` go over all of it.

        """;

    [Fact]
    public void ConfigurationPage_should_say_what_the_reference_says()
    {
        var lines = ReferenceConfiguration.Text.Split('\n');
        var flags = SettingsFlags.ForRun().NamesByPath;
        var page = new StringBuilder(Introduction);
        foreach (var key in ReferenceConfiguration.Keys)
        {
            var value = lines[key.Line - 1].Split('=', 2)[1].Trim();
            var flag = flags.TryGetValue(key.Path, out var name) ? $"`{name}`" : "";
            _ = page.Append($"| `{key.Path}` | `{value}` | `{EnvironmentOverlay.VariableFor(key.Path)}` | {flag} | {Comment(lines, key)} |\n");
        }

        _ = page.Append(Sections);
        Document.ShouldBe("docs/configuration.md", page.ToString());
    }

    [Fact]
    public void Every_key_should_have_a_comment() => Assert.All(
        ReferenceConfiguration.Keys, key => Assert.NotEmpty(Comment(ReferenceConfiguration.Text.Split('\n'), key)));

    /// <summary>The comment lines right above a key.</summary>
    private static string Comment(string[] lines, HoconKey key) => string.Join(' ', lines
        .Take(key.Line - 1)
        .Reverse()
        .Select(line => line.Trim())
        .TakeWhile(line => line.StartsWith('#'))
        .Reverse()
        .Select(line => line.TrimStart('#').Trim()));
}
