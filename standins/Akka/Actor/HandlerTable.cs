namespace Akka.Actor;

internal sealed class HandlerTable
{
    private readonly List<(Type Type, Func<object, bool> Handler)> _handlers = [];
    private bool _sealed;

    public void Add(Type type, Func<object, bool> handler)
    {
        if (_sealed)
        {
            throw new InvalidOperationException("A handler that catches all messages has been added. No handler can be added after that.");
        }

        _handlers.Add((type, handler));
    }

    public void Seal() => _sealed = true;

    public bool Handle(object message)
    {
        foreach (var (type, handler) in _handlers)
        {
            if (type.IsInstanceOfType(message) && handler(message))
            {
                return true;
            }
        }

        return false;
    }
}
