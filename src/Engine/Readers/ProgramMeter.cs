using System.Collections.Immutable;
using NetMonitor.Core.Costs;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Costs;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Errors;

namespace NetMonitor.Engine.Readers;

/// <summary>Measures what a run of each NIC's programs takes: by the kernel's run statistics, in one short window for all of them; a program that they say
/// nothing of, by test runs of a copy.</summary>
/// <param name="sample">How long the statistics are on; zero for never.</param>
internal sealed class ProgramMeter(Func<ObjectImage> image, TimeSpan sample, TimeProvider time)
{
    /// <summary>By what makes a program another one. A copy costs the same on every NIC, and the same again later.</summary>
    private readonly Dictionary<(string Program, bool HasEthernet, bool WithFlows), TrialRun> _trials = [];

    private ObjectImage? _image;

    public async Task MeasureAsync(ImmutableArray<MeteredReader> readers)
    {
        var nics = readers.Select(reader => (Reader: reader, reader.Holdings)).Where(nic => !nic.Holdings.Programs.IsEmpty).ToList();
        if (nics.Count == 0)
        {
            return;
        }

        var (runs, refusal) = await RunsAsync(nics.SelectMany(nic => nic.Holdings.Programs).Select(program => program.Id));
        foreach (var (reader, holdings) in nics)
        {
            var former = reader.Cost.Programs;
            reader.Note(holdings, [.. holdings.Programs.Select(program => CostOf(reader, program, runs, former))], refusal);
        }
    }

    private ProgramCost CostOf(MeteredReader reader, LoadedProgram program, Dictionary<uint, RunTime> runs, ImmutableArray<ProgramCost> former)
    {
        var direction = program.Hook is Hook.TcxEgress or Hook.ClsactEgress ? Direction.Tx : Direction.Rx;
        if (runs.TryGetValue(program.Id, out var ran) && ran.Runs > 0)
        {
            return new ProgramCost(program.Name, direction, CostMethod.RunStatistics, (double)ran.Nanoseconds / ran.Runs, ran.Runs);
        }

        // What it once took in earnest says more than a trial does.
        if (former.FirstOrDefault(cost => cost.Program == program.Name && cost.Method == CostMethod.RunStatistics) is { } before)
        {
            return before;
        }

        var trial = Trial(program.Name, reader.Link.HasEthernet, reader.Attachment.Flows.Slots > 0);
        return new ProgramCost(program.Name, direction, CostMethod.TestRun, trial.Cost, trial.Runs);
    }

    private TrialRun Trial(string program, bool hasEthernet, bool withFlows)
    {
        if (!_trials.TryGetValue((program, hasEthernet, withFlows), out var trial))
        {
            trial = ProgramTrial.Run(_image ??= image(), program, hasEthernet, withFlows, TypicalFrame.For(hasEthernet));
            _trials.Add((program, hasEthernet, withFlows), trial);
        }

        return trial;
    }

    /// <returns>By the program's id; and why it is empty where the kernel refuses.</returns>
    private async Task<(Dictionary<uint, RunTime> Runs, string Refusal)> RunsAsync(IEnumerable<uint> ids)
    {
        if (sample == TimeSpan.Zero)
        {
            return ([], "run statistics are off (netmonitor.cost.sample)");
        }

        var programs = new List<RunningProgram>();
        try
        {
            using var statistics = RunStatistics.TurnOn();
            programs.AddRange(ids.Select(RunningProgram.Open).OfType<RunningProgram>());
            var before = programs.ToDictionary(program => program.Id, program => program.RunTime());
            await Task.Delay(sample, time);
            return (programs.ToDictionary(program => program.Id, program => program.RunTime() - before[program.Id]), "");
        }
        catch (BpfException refusal) when (refusal.Errno == Errno.EPERM)
        {
            return ([], refusal.Message);
        }
        finally
        {
            programs.ForEach(program => program.Dispose());
        }
    }
}
