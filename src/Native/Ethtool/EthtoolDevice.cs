namespace NetMonitor.Native.Ethtool;

/// <summary>What a driver says of its device through ethtool.</summary>
/// <param name="Driver">Empty for a device without ethtool.</param>
/// <param name="FirmwareVersion">Empty where the driver tells none.</param>
/// <param name="BusAddress"><c>0000:01:00.0</c> and the like; empty for virtual devices.</param>
/// <param name="SpeedBitsPerSecond">Null where the device does not know, as without carrier; virtual devices often state a nominal one.</param>
public sealed record EthtoolDevice(string Driver, string FirmwareVersion, string BusAddress, long? SpeedBitsPerSecond);
