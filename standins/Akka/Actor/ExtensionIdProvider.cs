namespace Akka.Actor;

/// <summary>One instance of the extension per actor system, made when first asked for.</summary>
public abstract class ExtensionIdProvider<T> : IExtensionId
    where T : IExtension
{
    protected ExtensionIdProvider()
    {
    }

    public Type ExtensionType => typeof(T);

    public T Apply(ActorSystem system) => (T)system.RegisterExtension(this);

    public T Get(ActorSystem system) => Apply(system);

    object IExtensionId.Apply(ActorSystem system) => Apply(system);

    object IExtensionId.Get(ActorSystem system) => Get(system);

    object IExtensionId.CreateExtension(ExtendedActorSystem system) => CreateExtension(system);

    public abstract T CreateExtension(ExtendedActorSystem system);

    public override bool Equals(object obj) => obj != null && obj.GetType() == GetType();

    public override int GetHashCode() => GetType().GetHashCode();
}
