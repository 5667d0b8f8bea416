using System.Text.RegularExpressions;

namespace NetMonitor.Lab.Tests.Pins;

/// <summary>One system call of a start that changes what is pinned: the program is killed when it is about to make it.</summary>
/// <param name="Call">Its name, as strace has it.</param>
/// <param name="Number">How many of that name the thread has made then.</param>
/// <param name="What">For a failure.</param>
internal sealed partial record KilledStep(string Call, int Number, string What)
{
    public const string Calls = "bpf,mkdir,rename,unlink,rmdir";

    /// <summary>From a log of strace, in order: those that change something, of the thread that pins or switches programs.</summary>
    public static IReadOnlyList<KilledStep> From(IReadOnlyList<string> log)
    {
        var calls = log.Select(line => Line().Match(line)).Where(match => match.Success).ToList();
        var thread = calls.Last(match => Changes(match.Groups["rest"].Value, match.Groups["call"].Value)).Groups["thread"].Value;
        var made = new Dictionary<string, int>();
        var steps = new List<KilledStep>();
        foreach (var match in calls.Where(match => match.Groups["thread"].Value == thread))
        {
            var (call, rest) = (match.Groups["call"].Value, match.Groups["rest"].Value);
            made[call] = made.GetValueOrDefault(call) + 1;
            if (Changes(rest, call))
            {
                steps.Add(new KilledStep(call, made[call], $"{call}({rest}"));
            }
        }

        return steps;
    }

    private static bool Changes(string rest, string call) =>
        call != "bpf" || rest.StartsWith("BPF_OBJ_PIN", StringComparison.Ordinal) || rest.StartsWith("BPF_LINK_", StringComparison.Ordinal)
        || rest.StartsWith("BPF_MAP_UPDATE", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?<thread>\d+) +(?<call>[a-z]+)\((?<rest>.*)$")]
    private static partial Regex Line();
}
