namespace Akka.Actor;

internal sealed record ShutdownPhase(string Name, TimeSpan Timeout, bool Recover, bool Enabled, IList<string> DependsOn)
{
    /// <summary>As configured, each phase after those it depends on.</summary>
    public static List<ShutdownPhase> InOrder(Config shutdown)
    {
        var standard = shutdown.GetTimeSpan("default-phase-timeout", null);
        var phases = shutdown.GetConfig("phases");
        var all = phases.AsEnumerable().Select(pair => Read(pair.Key, phases.GetConfig($"\"{pair.Key}\""), standard)).ToDictionary(phase => phase.Name);
        var ordered = new List<ShutdownPhase>();
        foreach (var phase in all.Values)
        {
            Place(phase, all, ordered, []);
        }

        return ordered;
    }

    private static ShutdownPhase Read(string name, Config phase, TimeSpan standard) => new(
        name,
        phase.GetTimeSpan("timeout", standard),
        phase.GetBoolean("recover", true),
        phase.GetBoolean("enabled", true),
        phase.GetStringList("depends-on"));

    private static void Place(ShutdownPhase phase, Dictionary<string, ShutdownPhase> all, List<ShutdownPhase> ordered, HashSet<string> path)
    {
        if (ordered.Contains(phase))
        {
            return;
        }

        if (!path.Add(phase.Name))
        {
            throw new ArgumentException($"Cycle detected in graph of phases. It must be a DAG. phase [{phase.Name}] depends transitively on itself.");
        }

        foreach (var earlier in phase.DependsOn)
        {
            Place(all.GetValueOrDefault(earlier) ?? new ShutdownPhase(earlier, phase.Timeout, true, true, []), all, ordered, path);
        }

        ordered.Add(phase);
    }
}
