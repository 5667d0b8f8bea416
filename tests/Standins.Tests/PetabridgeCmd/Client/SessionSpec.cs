using NetMonitor.Lab;
using NetMonitor.Pbm;
using NetMonitor.Pbm.Connection;
using NetMonitor.Standins.Tests.PetabridgeCmd.Host;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Client;

/// <summary>The session as it looks on a terminal. util-linux's script makes one.</summary>
[Collection(WireCollection.Name)]
public sealed class SessionSpec : Akka.TestKit.Xunit2.TestKit
{
    private const string Up = "\e[A";

    private readonly string _state = Directory.CreateTempSubdirectory("pbm").FullName;
    private readonly HostAddress _address;

    public SessionSpec()
        : base(ToyHost.Hocon)
    {
        _address = ToyHost.Start(Sys, TestActor);
    }

    private string Prompt => $"[{_address}] pbm> ";

    [ToolFact("script", "stty")]
    public async Task Session_should_complete_remember_answer_and_end()
    {
        using (var first = Open())
        {
            Type(first, "t\t", "toy ");
            Type(first, "f\t", "toy f\nfail  flood\n" + Prompt + "toy f");
            Type(first, "\u0015toy say -t onne\b\be\r", "toy say -t one\none.\n" + Prompt);
            Type(first, "toy count -x 1\r", "'toy count' has no switch '-x'; switches: -n\n" + Prompt);
            Type(first, Up + Up + "\u0017two\r", "toy say -t two\ntwo.\n" + Prompt);
            Type(first, "help toi\r", "no palette 'toi'; palettes: toy\n" + Prompt);
            Type(first, "half a line\u0003", "half a line^C\n" + Prompt);
            Type(first, "\r", Prompt + "\n" + Prompt);
            Assert.Equal((int)ExitCode.Success, await End(first, "exit\r"));
            Assert.Equal(Golden, Shown(first));
        }

        using var second = Open();
        Type(second, Up + Up + Up + "\r", "\ntwo.\n" + Prompt);
        Assert.Equal((int)ExitCode.Success, await End(second, "\u0004"));
    }

    private const string Golden =
        """
        successfully connected to [127.0.0.1]:PORT
        Commands downloaded from server. type `help` to see what's available
        [127.0.0.1:PORT] pbm> toy f
        fail  flood
        [127.0.0.1:PORT] pbm> toy say -t one
        one.
        [127.0.0.1:PORT] pbm> toy count -x 1
        'toy count' has no switch '-x'; switches: -n
        [127.0.0.1:PORT] pbm> toy say -t two
        two.
        [127.0.0.1:PORT] pbm> help toi
        no palette 'toi'; palettes: toy
        [127.0.0.1:PORT] pbm> half a line^C
        [127.0.0.1:PORT] pbm>
        [127.0.0.1:PORT] pbm> exit
        
        """;

    [ToolFact("script", "stty")]
    public async Task Interrupt_should_cancel_the_command_on_both_sides_and_keep_the_session()
    {
        using var session = Open();
        Type(session, "toy watch\r", "toy watch\nwatching\n");
        ExpectNoMsg(TimeSpan.Zero);

        Type(session, "lost\u0003", "watching\n^C\n" + Prompt);
        ExpectMsg("stopped toy", TimeSpan.FromSeconds(30));

        Type(session, "toy say -t a\r", Prompt + "toy say -t a\na.\n" + Prompt);
        Assert.Equal((int)ExitCode.Success, await End(session, "exit\r"));
    }

    [ToolFact("script", "stty")]
    public async Task Lines_typed_ahead_should_be_run_in_turn()
    {
        using var session = Open();

        Type(session, "toy say -t a\rtoy count -n 2\r", Prompt + "toy say -t a\na.\n" + Prompt + "toy count -n 2\n1\n2\n" + Prompt);
        Assert.Equal((int)ExitCode.Success, await End(session, "exit\r"));
    }

    [ToolFact("script", "stty")]
    public async Task Loss_of_the_host_should_end_the_session_while_it_waits_for_a_key()
    {
        using var session = Open();

        await Sys.Terminate();

        Assert.Equal((int)ExitCode.NoConnection, await session.EndAsync());
        Assert.EndsWith(Prompt.TrimEnd() + "\nconnection to host terminated.\n", Screen(session).All, StringComparison.Ordinal);
    }

    /// <summary>What the program changes of the terminal, it puts back, also when it is the host that ends the session.</summary>
    [ToolFact("script", "stty")]
    public async Task Terminal_should_be_left_as_it_was_found()
    {
        using var session = Open("stty -g; {0}; stty -g");
        await Sys.Terminate();
        await session.EndAsync();

        var settings = Screen(session).All.Split('\n').Where(row => row.Count(one => one == ':') > 20).ToList();
        Assert.Equal(2, settings.Count);
        Assert.Equal(settings[0], settings[1]);
    }

    [ToolFact("script", "stty")]
    public async Task Session_should_do_without_a_place_for_its_history()
    {
        using var session = Open(environment: [("XDG_STATE_HOME", null), ("HOME", null)]);

        Type(session, "toy say -t a\r", "\na.\n" + Prompt);
        Type(session, Up + "\r", "toy say -t a\na.\n" + Prompt + "toy say -t a\na.\n" + Prompt);
        Assert.Equal((int)ExitCode.Success, await End(session, "exit\r"));
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        Directory.Delete(_state, true);
    }

    private static Screen Screen(PbmRun session)
    {
        var screen = new Screen();
        screen.Write(session.Output);
        return screen;
    }

    private static async Task<int> End(PbmRun session, string keys)
    {
        session.Type(keys);
        return await session.EndAsync();
    }

    private PbmRun Open(string commands = "exec {0}", params (string Name, string? Value)[] environment)
    {
        var program = string.Join(' ', PbmRun.Command.Append(_address.ToString()).Select(word => $"'{word}'"));
        var session = PbmRun.Start(
            ["script", "-qec", $"stty cols 100 rows 30; {string.Format(null, commands, program)}", "/dev/null"],
            [("TERM", "xterm"), ("SHELL", "/bin/sh"), ("XDG_STATE_HOME", _state), .. environment]);
        See(session, Prompt);
        return session;
    }

    private void Type(PbmRun session, string keys, string seen)
    {
        session.Type(keys);
        See(session, seen);
    }

    private void See(PbmRun session, string seen)
    {
        var wanted = string.Join('\n', seen.Split('\n').Select(row => row.TrimEnd()));
        try
        {
            Eventually.True(() => Screen(session).All.EndsWith(wanted, StringComparison.Ordinal), seen);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}; what is seen:\n{Screen(session).All}\n{session.Output.Replace("\e", "\\e", StringComparison.Ordinal)}", e);
        }
    }

    private string Shown(PbmRun session) => Screen(session).All.Replace($"{_address.Port}", "PORT", StringComparison.Ordinal);
}
