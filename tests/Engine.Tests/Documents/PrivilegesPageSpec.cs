using System.Globalization;
using System.Text;
using NetMonitor.Engine.Readers;

namespace NetMonitor.Engine.Tests.Documents;

/// <summary>docs/privileges.md: the capabilities are the code's.</summary>
public sealed class PrivilegesPageSpec
{
    private const string Introduction = """
        # Privileges: what it needs, what for, and what is lost without

        Root is not needed. An ordinary user with three capabilities counts on the wire in every mode; a user without any counts totals.

        | capability | what for | without it |
        |---|---|---|

        """;

    private const string Rest = """
        | CAP_SYS_ADMIN | not needed. On kernels before 5.8 it stood for CAP_BPF and CAP_PERFMON, and still does | Programs of others are named by their ids only; the kernel's run statistics cannot be switched on. Counting is the same. |
        | root | not needed | `doctor` cannot read `net.core.bpf_jit_enable`, and says so. Counting is the same. |
        | none at all | `--mode kernel`: the kernel's own counters, totals only; `--simulate`; `interfaces`, `doctor`, `pbm` | |

        So each of the three costs all of `native`, `tcx` and `tc`: there is no mode that two of them suffice for. `run` then ends with exit code 3 and names what is missing, before anything
        is attached; `doctor` names it under `capabilities`. Reading what was counted needs no right: it is memory of the process.

        Rights are asked for at start and at each attachment. A process that loses them later counts on; a NIC that it then has to attach anew is `down`, and is tried every
        `netmonitor.restart.max-backoff` ([supervision](supervision.md)).

        ## A directory of its own on a BPF file system

        What is pinned needs a directory on a BPF file system in which the user may write (`netmonitor.bpf.filesystem`, `--bpffs`). Either of these makes one, and neither needs an
        option of a new kernel. Other processes of this user can open what is pinned there: give the directory to nobody else.

        ```sh not run: makes a directory on the reader's own BPF file system
        sudo install -d -o netmonitor -g netmonitor -m 0700 /sys/fs/bpf/netmonitor
        ```

        ```sh not run: mounts a file system on the reader's machine
        sudo install -d /run/netmonitor && sudo mount -t bpf -o mode=0700 bpf /run/netmonitor && sudo chown netmonitor:netmonitor /run/netmonitor
        ```

        A newer kernel (seen with 6.18) takes the owner as options too, `mount -t bpf -o uid=999,gid=999,mode=0700`, with numbers; 6.1 does not know them, and the directory stays root's.

        ## As a service

        [deploy/systemd](../deploy/systemd) has a unit with these capabilities and nothing else, and the user it runs as:

        ```sh not run: installs a service on the reader's machine
        sudo install -Dm 0644 deploy/systemd/netmonitor.sysusers /etc/sysusers.d/netmonitor.conf && sudo systemd-sysusers
        sudo install -Dm 0644 deploy/systemd/netmonitor.service /etc/systemd/system/netmonitor.service
        sudo systemctl daemon-reload && sudo systemctl enable --now netmonitor
        ```

        It expects the program in `/opt/netmonitor`. Settings go into `/etc/default/netmonitor` as the variables of [configuration](configuration.md). SIGTERM ends the program within seconds; the unit
        allows 30. It is started again when it fails, but not after exit codes 2 and 3: neither a wrong setting nor a missing right mends itself.

        Without a service: `sudo setcap cap_net_admin,cap_perfmon,cap_bpf=ep /opt/netmonitor/netmonitor` gives them to everybody who may run the file. In a container the three must be added and its
        seccomp profile must allow bpf(2); the network namespace decides which NICs are seen, and a user namespace of its own is refused by the kernel (EPERM).

        ## Who may ask, who may steer

        HTTP is read-only: every path takes GET and HEAD and answers 405 to any other method, and none changes anything. `pbm` steers: whoever reaches its port can detach NICs. Neither has
        a password. Both listen on the loopback device unless told otherwise, and then the log warns, once for each; there every user of the host can reach them.

        """;

    [Fact]
    public void PrivilegesPage_should_name_the_capabilities_that_are_checked()
    {
        var page = new StringBuilder(Introduction);
        foreach (var capability in Capabilities.Needed)
        {
            _ = page.Append(CultureInfo.InvariantCulture, $"| {capability.Name} | {capability.Purpose} | `native`, `tcx` and `tc`: only `--mode kernel` is left, totals without classes and flows |\n");
        }

        Document.ShouldBe("docs/privileges.md", page.Append(Rest).ToString());
    }
}
