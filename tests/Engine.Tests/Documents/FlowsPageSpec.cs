using System.Text;
using NetMonitor.Core.Flows;
using NetMonitor.Engine.Flows;
using NetMonitor.Engine.Json;

namespace NetMonitor.Engine.Tests.Documents;

/// <summary>docs/flows.md says what can be asked about flows, and what each column means.</summary>
public sealed class FlowsPageSpec
{
    private const string Introduction = """
        # Flows

        Who talks to whom. Every packet with an IP header belongs to a flow: the outermost 5-tuple, at one NIC, in one direction. The kernel counts flows where it counts
        packets; at each reading they come into the host's ledger, which holds each of them exactly for `netmonitor.flows.retention` (60 s) after its last packet.

        ```console
        $ bin/pbm 127.0.0.1:9110 net top
        $ bin/pbm 127.0.0.1:9110 net top -group port -by packets -n 5
        $ bin/pbm 127.0.0.1:9110 net flows -i eth1 -match proto=tcp,port=443
        $ bin/pbm 127.0.0.1:9110 net flows -group conversation
        $ bin/pbm 127.0.0.1:9110 net flows -n 10000 -o csv
        $ curl -fsS 'http://127.0.0.1:9460/api/v1/top?group=pair&n=5' | jq '.talkers'
        $ curl -fsS 'http://127.0.0.1:9460/api/v1/flows?n=1000000&format=csv' | grep -c ,
        ```

        The switches are in [pbm.md](pbm.md), the parameters of HTTP in [api.md](api.md). `pbm` answers at most 10,000 rows, HTTP a million; rows are the largest by bytes.

        ## What is asked for

        A match is one or more of these, joined by commas, all of which have to hold; there are no blanks. One that cannot be read is an error that points at the word.

        | field | value |
        |---|---|

        """;

    private const string Meaning = """

        `net flows` matches flows. With `-group conversation` it shows every conversation of which one way matches, whole. `net top` sums up flows by `src`, `dst`, `pair` (two
        hosts, whoever sends), `port` (protocol and the lower of both ports) or `flow` (the 5-tuple over all NICs). A packet that crosses two NICs counts at both: name one with `-i`.

        ## How much of the truth it is

        - **Coverage.** Below each table, and in JSON under `interfaces`: how many of the packets with a 5-tuple are in flows, over all windows since counting began. It is as of
          the last published view, which is up to a reading older than the rows. Packets without an IP header that can be read (ARP, MPLS and so on) have no flow.
        - **Overflow.** When a flow gives way to another in the kernel's table and the ring has no room for it, its packets are counted in the NIC's overflow: in the
          totals, in no flow. `netmonitor.flows.slots` and `ring` make it rarer. No flow is ever larger than the truth.
        - **Room.** `net interfaces` says for each NIC how many flows per window it has room for: `65536`, `16384/65536` where it got less than was asked for, or `off`; the reason
          stands below. To ask about a NIC whose flows are not counted is an error with that reason, never an empty answer. `net flow-slots` changes the room of one NIC at
          once, without losing a packet. The budget is divided evenly, physical and virtio NICs first; one that comes when it is spent gets what is left.
        - **Folded.** A ledger that holds `netmonitor.flows.capacity` flows folds the smallest into `other`. They are no rows of `net flows` any more. `net top` knows the largest groups
          among them: a row has what is certain, and `missing` is the most that it may have beside that. Without folded flows every figure is the truth, and `is_exact` is true.
        - **Fragments.** Only the first fragment has ports. The others are a flow of their own, with ports 0.
        - **Busy.** The ledger copies its flows for whoever asks. If it cannot do so within seconds that is an error: exit code 1 of `pbm`, status 503 of HTTP.

        ## Columns

        JSON rows and CSV have the same columns in the same order; CSV has their names in the first line, and nothing where JSON has `null`. Packets are those on the wire, bytes those
        of frames from the Ethernet header without the frame check sequence. Moments come from the kernel's monotonic clock, in steps of 1 to 10 ms, and are told in UTC by the wall clock as it
        is set when you ask: set that clock, and they move along. In tables `began` and `idle` say how long before the answer the first and the newest packet passed.

        A conversation joins both ways of a 5-tuple at one NIC. Who began is told by a SYN without ACK that only one side sent (`syn`), by whose SYN was first (`first-syn`), by the
        higher port (`lower-port`: services listen on low ones), or by nothing (`none`).

        """;

    [Fact]
    public void FlowsPage_should_list_every_field_and_every_column()
    {
        var page = new StringBuilder(Introduction);
        foreach (var field in FlowField.All)
        {
            _ = page.Append($"| `{field.Name}` | {field.Values} |\n");
        }

        JsonShape[] shapes = [ShownFlow.Shape.Json, ShownConversation.Shape.Json, ShownTalker.Shape.Json];
        Document.ShouldBe("docs/flows.md", page.Append(Meaning).Append(ShapeTables.Of(shapes, "###").TrimStart('\n')).ToString());
    }
}
