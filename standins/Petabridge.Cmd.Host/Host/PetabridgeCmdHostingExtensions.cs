using System.Globalization;
using Akka.Configuration;
using Akka.Hosting;

namespace Petabridge.Cmd.Host;

public static class PetabridgeCmdHostingExtensions
{
    public static AkkaConfigurationBuilder AddPetabridgeCmd(this AkkaConfigurationBuilder builder, Action<PetabridgeCmd> hostConfiguration) =>
        builder.AddPetabridgeCmd(new PetabridgeCmdOptions(), hostConfiguration);

    /// <summary>
    /// Registers what <paramref name="hostConfiguration"/> registers and listens, once all actors were started. Where it cannot listen,
    /// the start of the host fails with the <see cref="IOException"/> of <see cref="PetabridgeCmd.Start"/>.
    /// </summary>
    public static AkkaConfigurationBuilder AddPetabridgeCmd(this AkkaConfigurationBuilder builder, PetabridgeCmdOptions options, Action<PetabridgeCmd> hostConfiguration)
    {
        if (options.Host is { } host)
        {
            builder.AddHocon(ConfigurationFactory.ParseString($"petabridge.cmd.host = \"{host}\""), HoconAddMode.Prepend);
        }

        if (options.Port is { } port)
        {
            builder.AddHocon(ConfigurationFactory.ParseString($"petabridge.cmd.port = {port.ToString(CultureInfo.InvariantCulture)}"), HoconAddMode.Prepend);
        }

        return builder.AddStartup((system, _) =>
        {
            var cmd = PetabridgeCmd.Get(system);
            hostConfiguration(cmd);
            cmd.Start();
        });
    }
}
