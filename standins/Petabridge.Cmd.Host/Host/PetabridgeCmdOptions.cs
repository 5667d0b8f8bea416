namespace Petabridge.Cmd.Host;

/// <summary>Where to listen. What is left out is taken from petabridge.cmd.host and .port, which default to 0.0.0.0 and 9110.</summary>
public sealed class PetabridgeCmdOptions
{
    public string Host { get; set; }

    public int? Port { get; set; }
}
