namespace Prometheus;

/// <param name="Labels">As they stand in the text, escaped, between the braces.</param>
internal sealed record ChildIdentity(string[] LabelValues, string Labels, bool Published, Action<ChildBase> Remove);
