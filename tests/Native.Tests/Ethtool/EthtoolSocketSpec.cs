using NetMonitor.Lab;
using NetMonitor.Native.Ethtool;

namespace NetMonitor.Native.Tests.Ethtool;

public sealed class EthtoolSocketSpec
{
    [RootTheory("ip")]
    [InlineData("veth0", "veth", 10_000_000_000L)]
    [InlineData("br0", "bridge", null)]
    [InlineData("lo", "", null)]
    public void EthtoolSocket_should_tell_driver_and_speed(string name, string driver, long? speed)
    {
        using var home = MakeDevices();
        using var ethtool = home.Run(EthtoolSocket.Open);

        var device = ethtool.Find(name);

        Assert.Equal((driver, speed), (device!.Driver, device.SpeedBitsPerSecond));
    }

    [RootTheory("ip", "ethtool")]
    [InlineData("veth0")]
    [InlineData("tun0")]
    [InlineData("br0")]
    public void EthtoolSocket_should_say_what_ethtool_says(string name)
    {
        using var home = MakeDevices();
        using var ethtool = home.Run(EthtoolSocket.Open);
        var info = home.Exec("ethtool", "-i", name).Require().Output;

        var device = ethtool.Find(name);

        Assert.Contains($"driver: {device!.Driver}\n", info, StringComparison.Ordinal);
        Assert.Contains($"firmware-version: {device.FirmwareVersion}\n", info, StringComparison.Ordinal);
        Assert.Contains($"bus-info: {device.BusAddress}\n", info, StringComparison.Ordinal);
        var speed = device.SpeedBitsPerSecond is { } bits ? $"Speed: {bits / 1_000_000}Mb/s" : "";
        Assert.Contains(speed, home.Exec("ethtool", name).Output, StringComparison.Ordinal);
    }

    [RootTheory("ip")]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("a-name-of-16-byt")]
    public void EthtoolSocket_should_find_nothing_under_a_name_that_nobody_has(string name)
    {
        using var home = MakeDevices();
        using var ethtool = home.Run(EthtoolSocket.Open);

        Assert.Null(ethtool.Find(name));
    }

    [RootFact("ip")]
    public void EthtoolSocket_should_belong_to_the_namespace_where_it_was_opened()
    {
        using var home = MakeDevices();
        using var elsewhere = NetworkNamespace.Create();
        using var ethtool = home.Run(EthtoolSocket.Open);

        Assert.Equal("veth", elsewhere.Run(() => ethtool.Find("veth0"))?.Driver);
    }

    private static NetworkNamespace MakeDevices()
    {
        var home = NetworkNamespace.Create();
        home.Ip("link add veth0 type veth peer name veth1", "link set veth0 up", "link set veth1 up", "tuntap add tun0 mode tun", "link add br0 type bridge");
        return home;
    }
}
