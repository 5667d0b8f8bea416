using Petabridge.Cmd;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Toys;

/// <summary>A palette as the product writes one: public members only, and no name of a type that samples never write.</summary>
internal static class ToyCommands
{
    public static readonly CommandDefinition Say = new CommandDefinitionBuilder().WithName("say").WithDescription("Says it back")
        .WithArgument(text => text.WithName("text").WithDescription("what to say").WithSwitch("-t").WithSwitch("-T").IsMandatory(true).AllowMultiple(true))
        .WithArgument(end => end.WithName("end").WithDescription("the last word").WithSwitch("-e").IsMandatory(false).WithDefaultValue("."))
        .Build();

    public static readonly CommandDefinition Count = new CommandDefinitionBuilder().WithName("count").WithDescription("Counts, a line per number")
        .WithArgument(to => to.WithName("to").WithSwitch("-n").IsMandatory(false).AllowMultiple(false).WithDefaultValues("3"))
        .Build();

    public static readonly CommandDefinition Watch = Plain("watch", "Never ends by itself");
    public static readonly CommandDefinition Fail = Plain("fail", "Throws");
    public static readonly CommandDefinition Quit = Plain("quit", "Stops itself without an answer");
    public static readonly CommandDefinition Bye = Plain("bye", "Answers and stops itself");
    public static readonly CommandDefinition Refuse = Plain("refuse", "Answers with an error");
    public static readonly CommandDefinition Pipe = Plain("pipe", "Answers with a failed task");
    public static readonly CommandDefinition Nothing = Plain("nothing", "Answers without a word");
    public static readonly CommandDefinition Late = Plain("late", "Says more than its final word");
    public static readonly CommandDefinition Path = Plain("path", "Says where it is answered");
    public static readonly CommandDefinition Large = Plain("large", "More than fits");
    public static readonly CommandDefinition Flood = Plain("flood", "More than may wait, and no end");
    public static readonly CommandDefinition Plenty = Plain("plenty", "More than a pipe holds, and no end");
    public static readonly CommandDefinition Unanswered = Plain("unanswered", "Has no code");

    public static CommandPalette Palette { get; } = new(
        "toy", new[] { Say, Count, Watch, Fail, Quit, Bye, Refuse, Pipe, Nothing, Late, Path, Large, Flood, Plenty, Unanswered });

    private static CommandDefinition Plain(string name, string description) => new CommandDefinitionBuilder().WithName(name).WithDescription(description).Build();
}
