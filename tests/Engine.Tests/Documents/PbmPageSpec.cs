using System.Text;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Pbm;
using NetMonitor.Engine.Web;

namespace NetMonitor.Engine.Tests.Documents;

/// <summary>docs/pbm.md says what the palette takes and answers.</summary>
public sealed class PbmPageSpec
{
    private const string Introduction = """
        # pbm

        A running agent answers `pbm` on `netmonitor.pbm.listen` (127.0.0.1:9110), with the palette `net`:

        ```console
        $ bin/pbm 127.0.0.1:9110 net interfaces
        $ bin/pbm 127.0.0.1:9110 net show -i 'eth*' -o json
        $ bin/pbm 127.0.0.1:9110 net detach -i eth1
        ```

        Without a command, `bin/pbm 127.0.0.1:9110` is a session with history and completion. `--pbm off`, or `netmonitor.pbm.listen = off`, turns it off; port 0 takes
        a free one, which the agent names on its standard output. There is no password: whoever reaches the port can detach NICs. It is the
        loopback device's unless you say otherwise, and then the log warns.

        - A value takes no blanks. A command, switch or value that does not exist is an error, which says what there is; `bin/pbm` then ends with 1.
        - `-o table` is for people: figures of three digits with prefixes of 1,000. `-o json` is for programs: every digit. `-o csv` has the rows alone (RFC 4180).
        - Counts that do not come from the wire say so in a line of their own: `kernel` or `simulated`.
        - What was counted is read from what the agent last published: asking costs no packet and waits for no NIC. `top` and `flows` ask the ledger of flows
          for a copy; when it is too busy to answer within seconds, that is an error.
        - What the columns of `top` and `flows` mean, and what a filter takes: [flows.md](flows.md).

        ## Orders

        `attach`, `detach`, `restart`, `interval` and `flow-slots` are about one NIC by name, and are answered when they have been carried out or cannot be now, at the latest
        after 30 seconds.

        - What is detached stays detached, with its totals, as `detached by command`: it is not retried, and a device that is made anew under its
          name is left alone too. What passes meanwhile shows as uncounted once it is attached again.
        - What was done before is done: `attach` of a NIC that is attached and `detach` of one that is detached are no errors.
        - `restart` of a detached NIC is refused; one that waits after a failure is tried at once, and so it is by `attach`.
        - An interval holds through every restart of the NIC's actor. NICs of one interval are read in the same moment.
        - `flow-slots` changes a NIC's table of flows while packets are counted, and loses none; it holds through restarts likewise. The answer says what was asked
          for and what was given: `netmonitor.flows.budget` may leave less. Where it leaves nothing the order is refused, and the NIC keeps what it has; kernel counters
          and simulated NICs have no table, and refuse it too.
        - Orders hold until the agent ends: the next start goes by its configuration.
        - A NIC that `netmonitor.interfaces` leaves out is not followed, and cannot be attached by command: start with a selection that has it.

        ## Commands


        """;

    private const string Answers = """
        ## Answers as JSON

        `net show` answers the shape [host](api.md#host) of the API, with the NICs that match; `net cost` answers [cost](api.md#cost), `net top` answers [top](api.md#top), `net flows` [flows](api.md#flows) or
        [conversations](api.md#conversations). Members are added, never removed or given another meaning.

        """;

    private static readonly IReadOnlyCollection<JsonShape> OfTheApi = [.. ApiPath.AllShapes];

    [Fact]
    public void PbmPage_should_say_what_the_palette_has()
    {
        var page = new StringBuilder(Introduction);
        foreach (var command in NetCommands.All)
        {
            _ = page.Append($"### {NetCommands.Module} {command.Name}\n\n{command.Description}.\n\n| switch | value | meaning | default |\n|---|---|---|---|\n");
            foreach (var one in command.Switches)
            {
                var rule = (one.IsMandatory, one.IsRepeatable) switch
                {
                    (true, _) => "; must be given",
                    (_, true) => "; may be repeated",
                    _ => "",
                };
                var standard = one.Default is null ? "" : $"`{one.Default}`";
                _ = page.Append($"| {string.Join(", ", one.Spellings.Select(spelling => $"`{spelling}`"))} ")
                    .Append($"| `{one.Value.Replace("|", "\\|", StringComparison.Ordinal)}` | {one.Description}{rule} | {standard} |\n");
            }

            _ = page.Append($"\n```console\n$ bin/pbm 127.0.0.1:9110 {command.Example}\n```\n\n");
        }

        IEnumerable<JsonShape> shapes = [.. InterfacesJson.Shape.WithInner(), .. AuditListJson.Shape.WithInner(), .. ActorsJson.Shape.WithInner(), OrderOutcome.Shape];
        Document.ShouldBe("docs/pbm.md", page.Append(Answers).Append(ShapeTables.Of(shapes.Where(shape => !OfTheApi.Contains(shape)), "###", shape => OfTheApi.Contains(shape) ? $"api.md#{shape.Name}" : $"#{shape.Name}")).ToString());
    }

    [Fact]
    public void Every_command_should_have_an_example_that_it_takes() => Assert.All(NetCommands.All, command =>
    {
        var words = command.Example.Split(' ');
        Assert.Equal([NetCommands.Module, command.Name], words.Take(2));
        Assert.All(words.Skip(2).Chunk(2), pair => Assert.Contains(command.Switches, one => one.Spellings.Contains(pair[0]) && pair.Length == 2));
        Assert.All(command.Switches.Where(one => one.IsMandatory), one => Assert.Contains(words, one.Spellings.Contains));
    });

    [Fact]
    public void Every_switch_should_be_in_the_palette_under_its_name() => Assert.All(NetCommands.All, command => Assert.All(
        command.Switches,
        one => Assert.Equal(one.Spellings.AsEnumerable(), command.Definition.ArgumentsByName[one.Name].Switch)));
}
