using NetMonitor.Engine.Capture;

namespace NetMonitor.Engine.Tests.Capture;

public sealed class BpfFilesystemSpec
{
    private static readonly string[] Mounts =
    [
        "22 1 8:1 / / rw,relatime - ext4 /dev/root rw",
        "23 22 0:20 / /sys rw,nosuid - sysfs sysfs rw",
        "24 23 0:21 / /sys/fs/bpf rw,nosuid shared:7 master:2 - bpf bpf rw,mode=700",
        "25 22 0:22 / /srv rw - bpf bpf rw",
        "26 22 0:23 / /srv rw - tmpfs tmpfs rw",
    ];

    [Theory]
    [InlineData("/sys/fs/bpf")]
    [InlineData("/sys/fs/bpf/")]
    [InlineData("/sys/fs/bpf/netmonitor")]
    [InlineData("/sys/fs/../fs/bpf")]
    public void BpfFilesystem_should_be_content_below_a_bpf_mount(string directory) =>
        Assert.Null(BpfFilesystem.Objection(directory, Mounts));

    [Theory]
    [InlineData("/sys/fs", "sysfs")]
    [InlineData("/sys/fs/bpf2", "sysfs")]
    [InlineData("/home", "ext4")]
    [InlineData("/srv", "tmpfs")]
    public void BpfFilesystem_should_name_the_type_that_is_there_instead(string directory, string type) =>
        Assert.Equal($"{directory} is on a file system of type {type}", BpfFilesystem.Objection(directory, Mounts));

    [Fact]
    public void BpfFilesystem_should_say_that_a_directory_does_not_exist() =>
        Assert.Equal("/nowhere/at/all does not exist", BpfFilesystem.Objection("/nowhere/at/all"));
}
