using NetMonitor.Native.Errors;

namespace NetMonitor.Native.Bpf.Pins;

/// <summary>The directory of one NIC: its links, and a directory for each generation of programs and maps.</summary>
internal sealed class NicPins(string directory)
{
    private static readonly Hook[] Linked = [Hook.Xdp, Hook.GenericXdp, Hook.TcxIngress, Hook.TcxEgress];

    public string PathOf(int generation) => $"{directory}/{PinNames.Of(generation)}";

    public string PathOf(Hook hook) => $"{directory}/{PinNames.Of(hook)}";

    /// <summary>Every link that is pinned, living or not.</summary>
    /// <exception cref="BpfException">Refused.</exception>
    public IReadOnlyList<BpfLink> Links(int ifindex, string interfaceName) =>
        [.. Linked.Select(hook => BpfLink.Find(PathOf(hook), hook, ifindex, interfaceName)).OfType<BpfLink>()];

    /// <summary>Every generation that is whole, ascending; what is not whole is removed.</summary>
    /// <param name="refused">Told of each that cannot be read, and is left out: what it counted is not known.</param>
    /// <exception cref="BpfException">Refused.</exception>
    public IReadOnlyList<PinnedGeneration> Generations(Action<BpfException> refused)
    {
        RemoveRemains();
        var found = new List<PinnedGeneration>();
        foreach (var number in Numbers())
        {
            try
            {
                found.Add(PinnedGeneration.Open(PathOf(number), number));
            }
            catch (BpfException fault) when (fault.Errno is Errno.EPROTO or Errno.ENOENT or Errno.EINVAL)
            {
                refused(fault);
            }
        }

        return found;
    }

    /// <summary>The highest that was given, 0 where none was.</summary>
    public int LastNumber => Numbers().LastOrDefault();

    /// <summary>All of it, or nothing: it is made in a directory of another name, and then renamed.</summary>
    /// <exception cref="BpfException">Refused; nothing is left.</exception>
    public GenerationNotes Pin(NicPrograms programs, PinAbout about, int number)
    {
        var unfinished = $"{directory}/{PinNames.Unfinished}";
        var notes = GenerationNotes.Create(about with { Ids = programs.Ids });
        try
        {
            PinPath.RemoveDirectory(unfinished);
            PinPath.MakeDirectory(directory);
            PinPath.MakeDirectory(unfinished);
            using var types = ValueMap.Create("nm_types", programs.Types.Length);
            types.Write(programs.Types);
            PinPath.Pin(types.Descriptor, $"{unfinished}/{PinNames.Types}");
            foreach (var (name, descriptor) in notes.Objects.Concat(programs.Objects))
            {
                PinPath.Pin(descriptor, $"{unfinished}/{PinNames.Of(name)}");
            }

            PinPath.Rename(unfinished, PathOf(number));
            return notes;
        }
        catch
        {
            notes.Dispose();
            PinPath.RemoveDirectory(unfinished);
            throw;
        }
    }

    /// <summary>It is not whole any more from the first step on.</summary>
    /// <exception cref="BpfException">Refused.</exception>
    public void Remove(int number)
    {
        if (Directory.Exists(PathOf(number)))
        {
            var removed = $"{directory}/{PinNames.Removed(number)}";
            PinPath.RemoveDirectory(removed);
            PinPath.Rename(PathOf(number), removed);
            PinPath.RemoveDirectory(removed);
        }
    }

    /// <summary>Also those that could not be read.</summary>
    /// <exception cref="BpfException">Refused.</exception>
    public void RemoveOthers(int number)
    {
        foreach (var other in Numbers().Where(other => other != number))
        {
            Remove(other);
        }
    }

    /// <summary>The links first, so that nothing counts into what nobody finds.</summary>
    /// <exception cref="BpfException">Refused.</exception>
    public void RemoveAll(int ifindex = 0, string interfaceName = "")
    {
        foreach (var link in Links(ifindex, interfaceName))
        {
            link.Dispose();
        }

        foreach (var number in Numbers())
        {
            Remove(number);
        }

        PinPath.RemoveDirectory(directory);
    }

    private IReadOnlyList<int> Numbers() =>
        Directory.Exists(directory) ? [.. Directory.GetDirectories(directory).Select(path => PinNames.Number(Path.GetFileName(path))).OfType<int>().Order()] : [];

    private void RemoveRemains()
    {
        if (Directory.Exists(directory))
        {
            foreach (var path in Directory.GetDirectories(directory).Where(path => PinNames.Number(Path.GetFileName(path)) is null))
            {
                PinPath.RemoveDirectory(path);
            }
        }
    }
}
