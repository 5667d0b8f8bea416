using System.Collections.Immutable;
using Petabridge.Cmd;

namespace NetMonitor.Engine.Pbm;

/// <summary>One command of the palette, as the host of the commands and the documents need it.</summary>
/// <param name="Description">One line.</param>
/// <param name="Example">What follows <c>pbm 127.0.0.1:9110</c>.</param>
public sealed record NetCommand(string Name, string Description, ImmutableArray<NetSwitch> Switches, string Example)
{
    public CommandDefinition Definition => Switches
        .Aggregate(
            new CommandDefinitionBuilder().WithName(Name).WithDescription(Description),
            static (command, one) => command.WithArgument(argument =>
            {
                argument = argument
                    .WithName(one.Name)
                    .WithDescription($"{one.Value}: {one.Description}")
                    .IsMandatory(one.IsMandatory)
                    .AllowMultiple(one.IsRepeatable);
                argument = one.Spellings.Aggregate(argument, static (to, spelling) => to.WithSwitch(spelling));
                return one.Default is null ? argument : argument.WithDefaultValue(one.Default);
            }))
        .Build();
}
