using System.Collections.Immutable;
using System.Globalization;
using Akka.Configuration;

namespace NetMonitor.Actors.Configuration;

/// <summary>Reads settings of which every key must be there and take its value: HOCON's own getters answer a missing key with 0,
/// false or null.</summary>
/// <remarks>It goes on after a problem, with a value that means nothing, so that <see cref="Read{T}"/> can name all of them at once.
/// No default lives here or in any settings record: they are in the reference configuration.</remarks>
public sealed class SettingsReader
{
    private readonly Config _config;
    private readonly List<string> _problems = [];

    private SettingsReader(Config config) => _config = config;

    /// <exception cref="ConfigurationProblem">Any key that <paramref name="settings"/> asks for is missing or wrong.</exception>
    public static T Read<T>(Config config, Func<SettingsReader, T> settings)
    {
        var reader = new SettingsReader(config);
        var result = settings(reader);
        return reader._problems.Count == 0 ? result : throw new ConfigurationProblem([.. reader._problems.Distinct()]);
    }

    /// <summary>A duration as people write it.</summary>
    public static string Words(TimeSpan duration) => duration switch
    {
        { TotalMilliseconds: < 1000 } => $"{duration.TotalMilliseconds}ms",
        { TotalSeconds: < 60 } => $"{duration.TotalSeconds}s",
        { TotalMinutes: < 60 } => $"{duration.TotalMinutes}m",
        { TotalHours: < 24 } => $"{duration.TotalHours}h",
        _ => $"{duration.TotalDays}d",
    };

    /// <summary>What is accepted where a duration is bounded.</summary>
    public static string DurationBetween(TimeSpan min, TimeSpan max) =>
        $"a duration from {Words(min)} to {Words(max)}, as 500ms, 5s or 1m";

    public TimeSpan Duration(string path, TimeSpan min, TimeSpan max) => Value<TimeSpan>(
        path,
        DurationBetween(min, max),
        text => ParseDuration(path, text) is { } duration && duration >= min && duration <= max ? duration : null);

    public int Integer(string path, int min, int max) => Value<int>(
        path,
        max == int.MaxValue ? $"a whole number from {min}" : $"a whole number from {min} to {max}",
        text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max ? number : null);

    /// <summary>A number from 0 to 1.</summary>
    public double Fraction(string path) => Value<double>(
        path,
        "a number from 0 to 1",
        text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number <= 1 ? number : null);

    /// <summary>A number of bytes, as <see cref="ByteSize"/> reads it.</summary>
    public long Bytes(string path, long min, long max) => Value<long>(
        path,
        $"a size from {ByteSize.Words(min)} to {ByteSize.Words(max)}, as 512KB, 1MB or 1GB (of 1024 each)",
        text => ByteSize.TryParse(text, out var bytes) && bytes >= min && bytes <= max ? bytes : null);

    /// <summary>One of some words; case does not matter.</summary>
    public T OneOf<T>(string path, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        var words = new string[choices.Length];
        for (var i = 0; i < choices.Length; i++)
        {
            words[i] = choices[i].Word;
        }

        var text = Text(path, $"one of {string.Join(", ", words)}", word => words.Contains(word, StringComparer.OrdinalIgnoreCase));
        foreach (var (word, value) in choices)
        {
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return choices[0].Value;
    }

    /// <summary>Any text, also an empty one.</summary>
    public string Text(string path) => Text(path, "text", static _ => true);

    /// <summary>Text for which <paramref name="takes"/> holds.</summary>
    /// <param name="accepted">Says in a few words which text is taken.</param>
    public string Text(string path, string accepted, Func<string, bool> takes)
    {
        var text = Plain(path);
        Require(text is not null && takes(text), path, Found(path), accepted);
        return text ?? "";
    }

    /// <summary>A list, also an empty one.</summary>
    public ImmutableArray<string> Texts(string path)
    {
        var isList = _config.HasPath(path) && Plain(path) is null;
        Require(isList, path, Found(path), "a list of texts, as [\"eth*\", \"ens1\"]");
        return isList ? [.. _config.GetStringList(path)] : [];
    }

    /// <summary>Whether anything stands at <paramref name="path"/>, whose elements may be quoted.</summary>
    public bool Has(string path) => _config.HasPath(path);

    /// <summary>The keys right below <paramref name="path"/>, in no order; one that holds dots or colons has no quotes here.</summary>
    public ImmutableArray<string> Names(string path) => _config.GetConfig(path) is { } below ? [.. below.AsEnumerable().Select(field => field.Key)] : [];

    /// <summary>What stands at <paramref name="path"/>, for people to read; null where there is nothing.</summary>
    public string? Found(string path) => Plain(path) ?? (_config.HasPath(path) ? "(a list or an object)" : null);

    /// <summary>A condition over more than one key.</summary>
    public void Require(bool condition, string path, string? found, string accepted)
    {
        if (!condition)
        {
            Reject(path, found, accepted);
        }
    }

    private T Value<T>(string path, string accepted, Func<string, T?> parse)
        where T : struct
    {
        if (Plain(path) is { } text && parse(text) is { } value)
        {
            return value;
        }

        Reject(path, Found(path), accepted);
        return default;
    }

    /// <summary>Null where there is nothing, and for a list or an object.</summary>
#pragma warning disable RS0030 // The one place that may: it knows that the key is there.
    private string? Plain(string path) => _config.HasPath(path) ? _config.GetString(path, null) : null;
#pragma warning restore RS0030

    private TimeSpan? ParseDuration(string path, string text)
    {
        // A bare number would mean milliseconds; who wrote "5" meant something else.
        if (text.Length == 0 || char.IsAsciiDigit(text[^1]))
        {
            return null;
        }

        try
        {
#pragma warning disable RS0030 // The key is there, and its text is no bare number.
            return _config.GetTimeSpan(path, null, allowInfinite: false);
#pragma warning restore RS0030
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private void Reject(string path, string? found, string accepted) =>
        _problems.Add(found is null ? $"{path}: missing; takes {accepted}" : $"{path}: found '{found}'; takes {accepted}");

}
