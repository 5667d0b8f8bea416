namespace Akka.Actor;

internal sealed partial class ActorCell
{
    private const string NameDigits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";

    private readonly Dictionary<string, ChildStats> _children = [];
    private readonly HashSet<IActorRef> _dying = [];
    private long _unnamed;

    public IActorRef ActorOf(Props props, string name = null)
    {
        if (name != null)
        {
            CheckName(name);
        }

        return AttachChild(props, name);
    }

    /// <summary>Children may be asked for, and made under /user, from any thread; hence the lock.</summary>
    public IInternalActorRef AttachChild(Props props, string name)
    {
        CellRef child;
        lock (_children)
        {
            if (_terminating)
            {
                throw new InvalidOperationException("Cannot create child while terminating or terminated");
            }

            name ??= "$" + EncodeName(_unnamed++);
            if (_children.ContainsKey(name))
            {
                throw new InvalidActorNameException($"Actor name \"{name}\" is not unique!");
            }

            var path = new ChildActorPath(Self.Path, name, Random.Shared.NextInt64(1, int.MaxValue));
            var dispatcher = SystemImpl.Dispatchers.For(props, path);
            child = new CellRef(SystemImpl, props, dispatcher, (IInternalActorRef)Self, path);
            _children.Add(name, new ChildStats(child));
        }

        child.Start();
        return child;
    }

    public IActorRef Child(string name) => GetSingleChild(name);

    public IInternalActorRef GetSingleChild(string name)
    {
        var hash = name.IndexOf('#', StringComparison.Ordinal);
        var uid = hash < 0 ? 0 : long.Parse(name[(hash + 1)..], global::System.Globalization.CultureInfo.InvariantCulture);
        lock (_children)
        {
            return _children.TryGetValue(hash < 0 ? name : name[..hash], out var stats) && (uid == 0 || uid == stats.Child.Path.Uid) ? stats.Child : ActorRefs.Nobody;
        }
    }

    public IEnumerable<IActorRef> GetChildren() => [.. AllChildren().Select(stats => stats.Child)];

    IEnumerable<IInternalActorRef> ICell.GetChildren() => [.. AllChildren().Select(stats => stats.Child)];

    public void Stop(IActorRef child)
    {
        if (FindChild(child) != null)
        {
            _dying.Add(child);
        }

        ((IInternalActorRef)child).Stop();
    }

    /// <summary>$a, $b, ... as digits of base 64.</summary>
    public static string EncodeName(long number)
    {
        var name = "";
        do
        {
            name += NameDigits[(int)(number & 63)];
            number >>= 6;
        }
        while (number != 0);

        return name;
    }

    private static void CheckName(string name)
    {
        if (name.Length == 0)
        {
            throw new InvalidActorNameException("Actor name must not be empty.");
        }

        if (!ActorPath.IsValidPathElement(name))
        {
            throw new InvalidActorNameException($"Illegal actor name [{name}]. Actor paths MUST: not start with `$`, include only ASCII letters, digits and {ActorPath.ValidSymbols}.");
        }
    }

    private List<ChildStats> AllChildren()
    {
        lock (_children)
        {
            return [.. _children.Values];
        }
    }

    private ChildStats FindChild(IActorRef child)
    {
        lock (_children)
        {
            return _children.TryGetValue(child.Path.Name, out var stats) && stats.Child.Equals(child) ? stats : null;
        }
    }

    private void RemoveChild(ChildStats stats)
    {
        lock (_children)
        {
            _children.Remove(stats.Child.Path.Name);
        }

        _dying.Remove(stats.Child);
    }

    private void SuspendChildren(IActorRef except)
    {
        foreach (var stats in AllChildren().Where(stats => !stats.Child.Equals(except)))
        {
            stats.Child.Suspend();
        }
    }

    private void ResumeChildren(Exception cause, IActorRef failed)
    {
        foreach (var stats in AllChildren())
        {
            stats.Child.Resume(stats.Child.Equals(failed) ? cause : null);
        }
    }
}
