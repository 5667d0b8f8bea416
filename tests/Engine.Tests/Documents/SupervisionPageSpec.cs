using System.Globalization;
using System.Text;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Engine.Configuration;
using NetMonitor.Engine.Metrics;
using NetMonitor.Engine.Readers;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Errors;

namespace NetMonitor.Engine.Tests.Documents;

/// <summary>docs/supervision.md: what the kernel says, the waits and the names are the code's; the rest of each row stands here.</summary>
public sealed class SupervisionPageSpec
{
    private const FailureKind None = (FailureKind)(-1);

    private const string Introduction = """
        # Supervision: what fails, and what becomes of it

        Each NIC has an actor of its own, its monitor, which owns one attachment from opening it to its last words. Whatever fails in a monitor ends it, and nothing else: the other
        NICs do not notice, no total steps back, and what passed while nothing was attached is `network_uncounted_packets_total`. The supervisor then makes a new monitor, how soon depends on
        what failed. [Architecture](architecture.md#the-actors) shows the actors, [troubleshooting](troubleshooting.md) what the kernel's answers mean.

        ## A NIC fails

        """;

    private const string Table = """

        *Waits* are those after the first, second and further failures in a row as `netmonitor.restart` has them by default; each is stretched by chance (`jitter`). A row ends when an
        attachment was read for `reset-after`. What is tried again every longest wait is `down`, what is tried sooner `failing` (`netmonitor_interface_condition`).

        """;

    private const string Rest = """

        In every case: the reason stands in `network_interface_info{mode="none"}`, `net interfaces` and the log (the first failure of a row, and when it becomes `down`; repetitions are
        counted); the last reading is taken where it can be, so that what was counted is not lost; totals stay and go on from where they stood. `net restart -i NIC` and
        `net attach -i NIC` do not wait, and do not end the row. `net detach -i NIC` ends the attempts.

        A monitor that does not come to its end (a call to the kernel that does not return) is `stopping` or `attaching` in `net actors` for as long as that takes: nobody else can end
        it, and no second one is started beside it. `netmonitor_read_age_seconds` grows meanwhile. Eight such calls hold up the NICs that have not been read yet
        (`akka.actor.netmonitor-readers`), and none of the other actors.

        ## Something else fails

        | what | what becomes of it | what is lost | how it shows |
        |---|---|---|---|
        | the supervisor, `/user/interfaces` | It is made anew. All monitors end with their last words and are attached anew, by the newest list of NICs; orders, restarts and last failures are remembered. Where the list itself is what failed, it is followed again after a wait that doubles, or when a newer one comes. | What passes meanwhile: uncounted. Orders that were not carried out are refused. | `netmonitor_actor_restarts_total`, the log |
        | the host's aggregator, `/user/host` | It is made anew and goes on from the snapshot that it published last. | One message: a reading is made up for by the next one. | the same |
        | the flows' aggregator, `/user/flows` | It is made anew and goes on with the ledger. Where showing the ledger is what fails, it is tried once per interval. | If a window failed half way, the flows held; the sums go on. | the same, `netmonitor_flow_identity_difference_packets` |
        | last words | A monitor that can neither be read for the last time nor be ended is ended all the same. | What was counted since its last reading. | a warning in the log |
        | a link event | The list is read every `netmonitor.interfaces.refresh` all the same. | Nothing. | nowhere |
        | the list of NICs cannot be read | What is followed is followed further. | NICs that came meanwhile. | a warning in the log |
        | the actor system | The program ends with exit code 1, and whoever started it starts it again. | What passes until then. | the exit code |

        ## What to look at

        Of each actor, by its path as `net actors` shows it. They are read without asking the actors: one that hangs shows too.

        | metric | type | labels | meaning |
        |---|---|---|---|

        """;

    private const string End = """

        `kind` is the kind of the last failure: one of those above for a monitor, `fault` for any other actor. The words of the failure are no label, since the kernel's may differ
        each time and would each leave a series behind: `net actors` shows them, with what is left until the next attempt. A NIC that goes takes its series along.

        An alert for a NIC that is not counted: `netmonitor_interface_condition{condition="down"} == 1`. For one that is fought over:
        `increase(netmonitor_actor_restarts_total[10m]) > 5`.

        """;

    private static readonly Dictionary<FailureKind, (string Seen, string Does, string Lost, string Remedy)> Rows = new()
    {
        [FailureKind.Attach] = (
            "any other answer, to the last mode that was tried",
            "The modes are tried again from the first one on; a refusal of one NIC says nothing about the others.",
            "What passes until one is accepted.",
            "[By the kernel's answer](troubleshooting.md#a-nic-is-not-counted-or-not-as-it-should-be)."),
        [FailureKind.Privilege] = (
            "the first mode that says so ends the attempt",
            "Asked for rarely: rights do not come back by asking. At start, where no NIC could be attached, the program ends with exit code 3.",
            "What passes until the rights are back.",
            "[Capabilities](privileges.md); lockdown and security modules too answer so."),
        [FailureKind.Exhausted] = (
            "out of memory (ENOMEM), of buffers, or of descriptors",
            "Out of memory with room for flows: attached without flows in the same attempt, and it says so. Out of memory without: the wait.",
            "Flows of the NIC, or what passes until there is memory.",
            "More memory for the control group, fewer `netmonitor.flows.slots`, a higher limit of open files. `net flow-slots` asks for room again."),
        [FailureKind.Read] = (
            "any other answer while reading",
            "The attachment is given up, whatever is wrong with it.",
            "What passes between the two attachments.",
            "None, if it does not repeat; else the reason says what cannot be read."),
        [FailureKind.MapGone] = (
            "the map's descriptor was closed, or stands for another file; found at each reading",
            "Attached anew without a wait the first time: what is mapped can still be read, and is, but nobody may rely on it.",
            "What passes between the two attachments: some milliseconds.",
            "A fault of ours or of a library in the process: report it."),
        [FailureKind.Severed] = (
            "ENOLINK of our own: at each reading each program is looked for where it was put",
            "Put back without a wait the first time. Who takes it off again and again is met with the waits, so that two programs do not fight without pause. Nobody else's program is removed.",
            "What passed since the last reading, at most one interval: an upper bound, by the kernel's own counters.",
            "Look for who removes it: `tc filter`, `ip link set xdp off`, `bpftool link detach`, another agent."),
        [FailureKind.Stuck] = (
            "a window that was to be closed is open for {0} s, seen at the next reading that is due; until then readings are skipped and counted as late",
            "Ended without waiting for it: its last words would wait for the same grace period. So long a silence does not end a row of failures.",
            "What was counted since the last reading, and what passes until the next attachment.",
            "`dmesg`: a stall of RCU, mostly a CPU that does not come to rest. All NICs show it together."),
        [FailureKind.Gone] = (
            "the device is not there any more",
            "Left alone until the list of NICs, which is read at once when a device goes, says what is: without it the NIC is forgotten with its series, with it (made anew, or back) it is attached at once.",
            "Nothing: there is no device that packets could pass.",
            "None."),
        [FailureKind.Fault] = (
            "anything that a reader may not throw",
            "As for a read failure; the log has the whole exception, once as long as it is the same.",
            "What passes between the two attachments.",
            "A fault of ours: report it."),
    };

    private static readonly MetricDefinition[] Metrics =
        [MetricCatalogue.ActorRestarts, MetricCatalogue.ActorBackoff, MetricCatalogue.ActorMailbox, MetricCatalogue.ActorLastFailure];

    [Fact]
    public void SupervisionPage_should_say_what_the_policy_does()
    {
        var restart = InterfaceSettings.From(ReferenceConfiguration.Config).Restart;
        var page = new StringBuilder(Introduction + Table + "\n| kind | what is seen | waits | what is done | what is lost | what to do |\n|---|---|---|---|---|---|\n");
        foreach (var kind in Enum.GetValues<FailureKind>())
        {
            var (seen, does, lost, remedy) = Rows[kind];
            _ = page.Append(CultureInfo.InvariantCulture, $"| `{Label(kind)}` | {Errnos(kind)}{string.Format(CultureInfo.InvariantCulture, seen, InterfaceMonitor.LongestClosing.TotalSeconds)} | {Waits(restart, kind)} | {does} | {lost} | {remedy} |\n");
        }

        _ = page.Append(Rest);
        foreach (var metric in Metrics)
        {
            var labels = string.Join(", ", metric.Labels.Select(label => $"`{label}`"));
            _ = page.Append(CultureInfo.InvariantCulture, $"| `{metric.Name}` | {Label(metric.Kind)} | {labels} | {metric.Help} |\n");
        }

        Document.ShouldBe("docs/supervision.md", page.Append(End).ToString());
    }

    private static string Label<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Errnos(FailureKind kind)
    {
        var named = Enum.GetValues<Errno>().Where(errno => Refusals.KindOf(new BpfException("", "", errno, ""), None) == kind).ToList();
        return named.Count == 0 ? "" : $"{string.Join(", ", named)}: ";
    }

    private static string Waits(RestartSettings restart, FailureKind kind)
    {
        var words = new List<string>();
        for (var failures = 1; ; failures++)
        {
            var wait = restart.Wait(kind, failures, 0);
            var word = wait == TimeSpan.Zero ? "at once" : $"{wait.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s";
            if (restart.IsDown(kind, failures))
            {
                words.Add($"{(words.Count == 0 ? "" : "then ")}every {word}, `down`");
                return string.Join(", ", words);
            }

            words.Add(word);
        }
    }
}
