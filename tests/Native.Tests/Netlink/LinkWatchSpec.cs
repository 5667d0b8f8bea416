using NetMonitor.Lab;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Tests.Netlink;

public sealed class LinkWatchSpec
{
    [RootFact("ip")]
    public void LinkWatch_should_notice_that_it_was_overrun_and_go_on()
    {
        using var home = NetworkNamespace.Create();
        // Of a link that is down the kernel does not tell that its alias changed.
        home.Ip("link add br0 type bridge", "link set br0 up");
        using var telling = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        using var watch = home.Run(() => LinkWatch.Open(
            () =>
            {
                telling.Release();
                goOn.Wait(TimeSpan.FromSeconds(20));
            },
            failure => Assert.Fail(failure.Message)));

        home.Ip("link set br0 mtu 1401");
        Assert.True(telling.Wait(TimeSpan.FromSeconds(20)));
        // What fills the socket is no news, and what would be is among what the kernel leaves out.
        home.Ip([.. Enumerable.Range(0, 600).Select(i => $"link set br0 alias a{i}"), "link set br0 mtu 1402"]);
        Assert.Equal(0, watch.Overruns);
        goOn.Release();
        Assert.True(telling.Wait(TimeSpan.FromSeconds(20)), "an overrun is news");
        Assert.Equal(1, watch.Overruns);

        goOn.Release(1000);
        Eventually.True(() => !telling.Wait(TimeSpan.FromMilliseconds(50)), "the rest is told");
        home.Ip("link del br0");
        Assert.True(telling.Wait(TimeSpan.FromSeconds(20)), "after an overrun it goes on");
    }

    [RootFact("ip")]
    public void LinkWatch_should_not_be_woken_by_what_says_nothing_new()
    {
        using var lab = VethLab.Create("nic0");
        var told = 0;
        using var watch = lab.Host.Run(() => LinkWatch.Open(() => Interlocked.Increment(ref told), failure => Assert.Fail(failure.Message)));
        lab.Host.Ip("link set nic0 mtu 1300");
        Eventually.True(() => Volatile.Read(ref told) == 1, "the MTU is told");

        // Both make the kernel tell of the link again, with nothing that we would see.
        lab.Host.Ip("link set nic0 mtu 1300", "link set nic0 alias here", "link set nic0 alias there");
        lab.Host.Ip("link set nic0 mtu 1301");
        Eventually.True(() => Volatile.Read(ref told) == 2, "the next MTU is told");
    }

    [RootFact("ip")]
    public void LinkWatch_should_leave_no_descriptor_and_no_thread()
    {
        using var home = NetworkNamespace.Create();
        var (descriptors, threads) = home.Run(() =>
        {
            OpenAndClose();
            var before = Open();
            for (var i = 0; i < 50; i++)
            {
                OpenAndClose();
            }

            return (Open() - before, Directory.GetDirectories("/proc/self/task")
                .Count(task => NameOf(task).StartsWith("link events", StringComparison.Ordinal)));
        });

        // Fifty leaks would show above whatever else this process opens meanwhile.
        Assert.InRange(descriptors, -25, 25);
        Assert.InRange(threads, 0, 25);
    }

    private static void OpenAndClose() => LinkWatch.Open(static () => { }, static _ => { }).Dispose();

    /// <summary>Empty for a thread that has ended since the folder was listed.</summary>
    private static string NameOf(string task)
    {
        try
        {
            return File.ReadAllText(task + "/comm");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static int Open() => Directory.GetFiles("/proc/self/fd").Length;
}
