using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace NetMonitor.Engine.Commands;

/// <summary>The usual help, and behind it examples.</summary>
public sealed class ExampleHelp(HelpAction usual) : SynchronousCommandLineAction
{
    /// <summary>The same on every terminal, so that documents can show it.</summary>
    private const int Width = 120;

    public override bool ClearsParseErrors => true;

    public static void ReplaceIn(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = option.Action is HelpAction usual ? new ExampleHelp(usual) : option.Action;
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        usual.MaxWidth = Width;
        _ = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var examples = Examples.Of(parseResult.CommandResult.Command.Name);
        var width = examples.Max(example => example.Line.Length);
        output.WriteLine("Examples:");
        foreach (var (line, meaning) in examples)
        {
            output.WriteLine($"  {line.PadRight(width)}  # {meaning}");
        }

        return (int)ExitCode.Ok;
    }
}
