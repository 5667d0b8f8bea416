namespace Akka.Actor;

/// <summary>Handlers by type, tried in the order of their registration.</summary>
public abstract class ReceiveActor : UntypedActor
{
    /// <summary>The table under construction; null when no handler may be added.</summary>
    private HandlerTable _building = new();

    protected ReceiveActor()
    {
    }

    internal override Receive InitialBehaviour()
    {
        var table = _building;
        _building = null;
        return Handling(table);
    }

    protected sealed override void OnReceive(object message)
    {
    }

    protected void Become(Action configure) => Context.Become(Configured(configure));

    protected void BecomeStacked(Action configure) => Context.BecomeStacked(Configured(configure));

    protected void Receive<T>(Action<T> handler, Predicate<T> shouldHandle = null) => Add(typeof(T), message =>
    {
        if (shouldHandle != null && !shouldHandle((T)message))
        {
            return false;
        }

        handler((T)message);
        return true;
    });

    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    protected void Receive<T>(Func<T, bool> handler) => Add(typeof(T), message => handler((T)message));

    protected void Receive(Type messageType, Action<object> handler, Predicate<object> shouldHandle = null) => Add(messageType, message =>
    {
        if (shouldHandle != null && !shouldHandle(message))
        {
            return false;
        }

        handler(message);
        return true;
    });

    protected void Receive(Type messageType, Predicate<object> shouldHandle, Action<object> handler) => Receive(messageType, handler, shouldHandle);

    protected void Receive(Type messageType, Func<object, bool> handler) => Add(messageType, handler);

    protected void ReceiveAny(Action<object> handler)
    {
        Receive<object>(handler);
        _building.Seal();
    }

    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T> shouldHandle = null) =>
        Receive(message => RunTask(() => handler(message)), shouldHandle);

    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => ReceiveAsync(handler, shouldHandle);

    protected void ReceiveAsync(Type messageType, Func<object, Task> handler, Predicate<object> shouldHandle = null) =>
        Receive(messageType, message => RunTask(() => handler(message)), shouldHandle);

    protected void ReceiveAsync(Type messageType, Predicate<object> shouldHandle, Func<object, Task> handler) => ReceiveAsync(messageType, handler, shouldHandle);

    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAny(message => RunTask(() => handler(message)));

    private Receive Configured(Action configure)
    {
        var outer = _building;
        _building = new HandlerTable();
        try
        {
            configure();
            return Handling(_building);
        }
        finally
        {
            _building = outer;
        }
    }

    private Receive Handling(HandlerTable table) => message =>
    {
        if (!table.Handle(message))
        {
            Unhandled(message);
        }

        return true;
    };

    private void Add(Type type, Func<object, bool> handler)
    {
        if (_building == null)
        {
            throw new InvalidOperationException("You may only call Receive-methods when constructing and inside Become().");
        }

        _building.Add(type, handler);
    }
}
