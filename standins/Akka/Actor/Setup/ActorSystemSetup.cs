using Akka.Util;

namespace Akka.Actor.Setup;

public sealed class ActorSystemSetup
{
    public static readonly ActorSystemSetup Empty = new([]);

    private readonly Setup[] _setups;

    private ActorSystemSetup(Setup[] setups)
    {
        _setups = setups;
    }

    /// <summary>The last of a type wins.</summary>
    public static ActorSystemSetup Create(params Setup[] setup) => new([.. setup.Reverse().DistinctBy(one => one.GetType())]);

    public Option<T> Get<T>()
        where T : Setup => Option<T>.Create(_setups.OfType<T>().FirstOrDefault());

    public ActorSystemSetup WithSetup<T>(T setup)
        where T : Setup => Create([.. _setups, setup]);

    public ActorSystemSetup And<T>(T setup)
        where T : Setup => WithSetup(setup);
}
