using NetMonitor.Lab;
using NetMonitor.Standins.Tests.Surface;
using Petabridge.Cmd;
using Petabridge.Cmd.Host;

namespace NetMonitor.Standins.Tests.PetabridgeCmd;

/// <summary>Against the list of sampled members, whichever packages of Akka are beneath.</summary>
public sealed class SampledSurfaceSpec
{
    // No sample writes these two names: the first is the class of the extension methods, the second what a lambda is given.
    private static readonly string[] Unnamed = [$"T:{typeof(PetabridgeCmdHostingExtensions).FullName}", $"T:{typeof(ParsedArguments).FullName}"];

    private static readonly string Extensions = $"M:{typeof(PetabridgeCmdHostingExtensions).FullName}.";

    [SharedFact("api")]
    public void Standin_should_show_nothing_that_no_sample_has()
    {
        var listed = SampledSurface.Read();

        Assert.Equal([], Shown().Where(line => !listed.ContainsKey(line) && !Unnamed.Contains(line)));
    }

    [SharedFact("api")]
    public void Standin_should_have_all_that_is_certain_and_of_the_rest_only_types_that_the_shape_needs()
    {
        var listed = SampledSurface.Read();
        var shown = Shown().ToHashSet();

        Assert.Equal([], listed.Where(line => line.Value is "exact" or "shape" && !shown.Contains(line.Key)).Select(line => line.Key));
        Assert.Equal(
            ["T:Petabridge.Cmd.ArgumentDefinition", "T:Petabridge.Cmd.ArgumentDefinitionBuilder"],
            shown.Where(line => listed.TryGetValue(line, out var status) && status is not ("exact" or "shape")).Order(StringComparer.Ordinal));
        Assert.Equal(["exact", "guess", "shape"], listed.Values.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>The few words of the list about what a member returns.</summary>
    [Fact]
    public void Members_should_return_what_the_list_says_in_words()
    {
        var lines = PublicSurface.Lines(typeof(Command).Assembly).ToHashSet();
        string[] expected =
        [
            "R:Petabridge.Cmd.Host.PetabridgeCmd.Get(Akka.Actor.ActorSystem) -> Petabridge.Cmd.Host.PetabridgeCmd",
            "R:Petabridge.Cmd.Host.PetabridgeCmd.RegisterCommandPalette(Petabridge.Cmd.Host.CommandPaletteHandler) -> System.Boolean",
            "R:Petabridge.Cmd.CommandDefinitionBuilder.Build -> Petabridge.Cmd.CommandDefinition",
            "N:Petabridge.Cmd.CommandResponse.#ctor(System.String,System.Boolean) #1 -> final = True",
            "N:Petabridge.Cmd.ArgumentDefinitionBuilder.WithDefaultValues(System.String[]) #0 -> values params",
            "A:M:Petabridge.Cmd.Host.CommandHandlerActor.Process(System.String,System.Action{Petabridge.Cmd.Command}) -> protected",
            "A:M:Petabridge.Cmd.Host.CommandPaletteHandler.#ctor(Petabridge.Cmd.CommandPalette) -> protected",
            "A:M:Petabridge.Cmd.Host.CommandPaletteHandler.OnRegister(Petabridge.Cmd.Host.PetabridgeCmd) -> virtual",
        ];

        Assert.Equal([], expected.Where(line => !lines.Contains(line)));
        Assert.True(typeof(CommandHandlerActor).IsAbstract && typeof(CommandPaletteHandler).IsAbstract);
        Assert.True(typeof(CommandPaletteHandler).GetProperty(nameof(CommandPaletteHandler.HandlerProps))!.GetMethod!.IsVirtual);
    }

    private static IEnumerable<string> Shown() => PublicSurface.Lines(typeof(Command).Assembly)
        .Where(line => line[0] is 'T' or 'M' or 'P' or 'F')
        .Select(line => line.StartsWith(Extensions, StringComparison.Ordinal) ? $"X:{line[Extensions.Length..]}" : line);
}
