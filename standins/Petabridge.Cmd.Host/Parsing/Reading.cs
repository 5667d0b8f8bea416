namespace Petabridge.Cmd.Parsing;

/// <summary>What a line of words means: a command, or else what is wrong with it.</summary>
internal sealed record Reading(Command Command, string Complaint)
{
    public static Reading Of(Command command) => new(command, null);

    public static Reading Refused(string complaint) => new(null, complaint);
}
