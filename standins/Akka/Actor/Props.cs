using System.Linq.Expressions;

namespace Akka.Actor;

/// <summary>A recipe for an actor: made anew at each start and restart.</summary>
public class Props
{
    public static readonly Props None = new(typeof(EmptyActor), Array.Empty<object>());

    private readonly Func<ActorBase> _produce;

    public Props(Type type)
        : this(type, Array.Empty<object>())
    {
    }

    public Props(Type type, object[] args)
        : this(type, args, Deploy.None, null)
    {
    }

    private Props(Type type, object[] args, Deploy deploy, SupervisorStrategy strategy, Func<ActorBase> produce = null)
    {
        Type = type;
        Arguments = args;
        Deploy = deploy;
        SupervisorStrategy = strategy;
        _produce = produce;
    }

    public static Props Empty { get; } = new(typeof(EmptyActor), Array.Empty<object>());

    public Type Type { get; }

    public string TypeName => Type.AssemblyQualifiedName;

    public object[] Arguments { get; }

    public Deploy Deploy { get; protected set; }

    public SupervisorStrategy SupervisorStrategy { get; protected set; }

    public string Dispatcher => Deploy.Dispatcher == Deploy.NoDispatcherGiven ? Dispatchers.DefaultDispatcherId : Deploy.Dispatcher;

    public string Mailbox => Deploy.Mailbox;

    public static Props Create<TActor>(params object[] args)
        where TActor : ActorBase => new(typeof(TActor), args);

    public static Props Create<TActor>(SupervisorStrategy supervisorStrategy)
        where TActor : ActorBase, new() => new(typeof(TActor), [], Deploy.None, supervisorStrategy);

    /// <param name="factory"><c>() => new Actor(arguments)</c>; the arguments are evaluated once, here.</param>
    /// <exception cref="InvalidCastException">Anything else than a <c>new</c> expression.</exception>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy supervisorStrategy = null)
        where TActor : ActorBase
    {
        var creation = (NewExpression)factory.Body;
        return new Props(creation.Type, [.. creation.Arguments.Select(Evaluate)], Deploy.None, supervisorStrategy);
    }

    public static Props Create(Type type, params object[] args)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!typeof(ActorBase).IsAssignableFrom(type))
        {
            throw new ArgumentException($"Type {type} is not an actor", nameof(type));
        }

        return new Props(type, args);
    }

    public Props WithDispatcher(string dispatcher) => new(Type, Arguments, Deploy.WithDispatcher(dispatcher), SupervisorStrategy, _produce);

    public Props WithMailbox(string mailbox) => new(Type, Arguments, Deploy.WithMailbox(mailbox), SupervisorStrategy, _produce);

    public Props WithDeploy(Deploy deploy) => new(Type, Arguments, deploy, SupervisorStrategy, _produce);

    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy) => new(Type, Arguments, Deploy, supervisorStrategy, _produce);

    public virtual ActorBase NewActor()
    {
        if (_produce != null)
        {
            return _produce();
        }

        try
        {
            return (ActorBase)Activator.CreateInstance(Type, Arguments);
        }
        catch (Exception e)
        {
            var types = string.Join(",", Arguments.Select(argument => argument?.GetType().ToString() ?? "null"));
            throw new TypeLoadException($"Error while creating actor instance of type {Type} with {Arguments.Length} args: ({types})", e);
        }
    }

    internal static Props From(Func<ActorBase> produce, Type type) => new(type, [], Deploy.None, null, produce);

    private static object Evaluate(Expression argument) => argument is ConstantExpression constant
        ? constant.Value
        : Expression.Lambda<Func<object>>(Expression.Convert(argument, typeof(object))).Compile(preferInterpretation: true)();

    private sealed class EmptyActor : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);
    }
}
