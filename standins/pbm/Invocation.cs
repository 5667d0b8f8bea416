using NetMonitor.Pbm.Connection;

namespace NetMonitor.Pbm;

/// <summary>
/// What pbm was called with. Without an address the usage is wanted: asked for, or, with a complaint, deserved. Without words, a session.
/// </summary>
internal sealed record Invocation(HostAddress? Address, string[] Words, string? Complaint)
{
    public const string Usage = """
        Usage: pbm [host:port] <palette> <command> [<switch> <value>]...
               pbm [host:port] help [<palette>]
               pbm host:port        a session with history and completion; reads lines where there is no terminal
               pbm help             this

        Without an address: 127.0.0.1:9110. A host has 1.5 s to answer; PBM_PATIENCE=10 gives it 10.
        Exit code: 0 answered, 1 answered with an error, 2 called wrongly, 3 no connection.
        """;

    public static Invocation Read(string[] arguments) => arguments switch
    {
        [] => Wrong("pbm: say what to ask, or an address"),
        ["help" or "--help" or "-h"] => new Invocation(null, [], null),
        [var first, ..] when first.StartsWith('-') => Wrong($"pbm: there is no option '{first}'"),
        [var first, .. var rest] when first.Contains(':', StringComparison.Ordinal) => HostAddress.TryParse(first, out var address)
            ? new Invocation(address, rest, null)
            : Wrong($"pbm: '{first}' is no address; it is host:port, the port 1 to 65535, as in 127.0.0.1:9110 or [::1]:9110"),
        _ => new Invocation(HostAddress.Usual, arguments, null),
    };

    private static Invocation Wrong(string complaint) => new(null, [], complaint);
}
