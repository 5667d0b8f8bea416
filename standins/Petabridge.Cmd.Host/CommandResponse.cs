namespace Petabridge.Cmd;

/// <summary>A line, or some, of the answer. The final one ends it.</summary>
public class CommandResponse
{
    /// <summary>Ends an answer of which everything was said.</summary>
    public static readonly CommandResponse Empty = new("");

    public CommandResponse(string msg, bool final = true)
    {
        Msg = msg;
        Final = final;
    }

    public string Msg { get; }

    public bool Final { get; }
}
