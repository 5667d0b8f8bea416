using System.Globalization;
using NetMonitor.Core.Flows;

namespace NetMonitor.Engine.Flows;

/// <summary>What was said about a question, as values.</summary>
/// <param name="said">The value of an option; null where nothing was said of it.</param>
/// <param name="spelt">How an option is spelt where this was said.</param>
/// <param name="most">Rows that can be asked for there.</param>
public sealed class FlowOptions(Func<FlowOption, string?> said, Func<FlowOption, string> spelt, int most)
{
    private static readonly (string Word, FlowsGrouping Meaning)[] FlowsGroups =
        [("flow", FlowsGrouping.Flow), ("conversation", FlowsGrouping.Conversation)];

    private static readonly (string Word, TalkerGrouping Meaning)[] TopGroups =
    [
        ("src", TalkerGrouping.Source), ("dst", TalkerGrouping.Destination), ("pair", TalkerGrouping.Pair), ("port", TalkerGrouping.Port),
        ("flow", TalkerGrouping.Flow),
    ];

    private static readonly (string Word, TalkerMeasure Meaning)[] Measures =
        [("bytes", TalkerMeasure.Bytes), ("packets", TalkerMeasure.Packets), ("flows", TalkerMeasure.Flows)];

    /// <exception cref="FlowRefusal">Something cannot be used.</exception>
    public FlowsQuestion Flows => new(said(FlowOption.Interface), Match, OneOf(FlowOption.FlowsGroup, FlowsGroups), Count);

    /// <exception cref="FlowRefusal">Something cannot be used.</exception>
    public TopQuestion Top => new(
        said(FlowOption.Interface), Match, OneOf(FlowOption.TopGroup, TopGroups), OneOf(FlowOption.By, Measures), Count);

    private FlowFilter Match
    {
        get
        {
            if (said(FlowOption.Match) is not { } text)
            {
                return FlowFilter.All;
            }

            return FlowFilter.TryParse(text, out var filter, out var fault)
                ? filter
                : throw new FlowRefusal(FlowRefusalKind.Unusable, $"{spelt(FlowOption.Match)}: {fault.Message}") { Fault = fault };
        }
    }

    private int Count => int.TryParse(Text(FlowOption.Count), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 && count <= most
        ? count
        : throw Unusable(FlowOption.Count, $"a number from 1 to {most}");

    public static string Word(TalkerGrouping grouping) => TopGroups.First(one => one.Meaning == grouping).Word;

    public static string Word(TalkerMeasure measure) => Measures.First(one => one.Meaning == measure).Word;

    private TMeaning OneOf<TMeaning>(FlowOption option, (string Word, TMeaning Meaning)[] all)
    {
        var text = Text(option);
        foreach (var (word, meaning) in all)
        {
            if (word == text)
            {
                return meaning;
            }
        }

        throw Unusable(option, string.Join(", ", all.SkipLast(1).Select(one => one.Word)) + $" or {all[^1].Word}");
    }

    private FlowRefusal Unusable(FlowOption option, string accepted) =>
        new(FlowRefusalKind.Unusable, $"{spelt(option)}: found '{said(option)}'; takes {accepted}");

    private string? Text(FlowOption option) => said(option) ?? option.Default;
}
