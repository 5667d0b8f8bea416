using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>The ledger's books of one NIC.</summary>
internal sealed class NicSlot(string name)
{
    private readonly Books[] _books = [new(), new()];

    public string Name { get; set; } = name;

    public int Flows { get; set; }

    /// <summary>Of the first flow of the last window, as <see cref="FlowTable.Next"/>; -1 for none.</summary>
    public int FirstPlace { get; set; } = -1;

    /// <summary>Of the last flow that was folded of the window that is being folded; -1 for none yet.</summary>
    public int LastPlace { get; set; } = -1;

    public long LastWindow { get; set; } = long.MinValue;

    /// <summary>Nothing of it is in the ledger.</summary>
    public bool IsEmpty => Flows == 0 && Other(Direction.Rx) == default && Other(Direction.Tx) == default;

    public void Receive(FlowWindow window)
    {
        LastWindow = Math.Max(LastWindow, window.ClosedAt.Nanoseconds);
        foreach (var direction in (ReadOnlySpan<Direction>)[Direction.Rx, Direction.Tx])
        {
            var books = _books[(int)direction];
            books.Account += window[direction];
            foreach (var count in window[direction].InFlows)
            {
                books.Received += count;
            }
        }
    }

    public void Forget(Direction direction, Count count) => _books[(int)direction].Forgotten += count;

    public void Fold(Direction direction, Count count) => _books[(int)direction].Folded += count;

    /// <summary>Nothing of it is held any more.</summary>
    public void ForgetAll()
    {
        Flows = 0;
        foreach (var books in _books)
        {
            (books.Forgotten, books.Folded, books.FoldedBefore) = (books.Received, default, default);
        }
    }

    /// <summary>What was folded before the last time is forgotten.</summary>
    public void Age()
    {
        foreach (var books in _books)
        {
            books.Forgotten += books.FoldedBefore;
            (books.FoldedBefore, books.Folded) = (books.Folded, default);
        }
    }

    public NicFlows ToNicFlows() =>
        new(Name, Flows, _books[0].Account, _books[1].Account, Balance(Direction.Rx), Balance(Direction.Tx));

    private FlowBalance Balance(Direction direction) => new(_books[(int)direction].Received, Other(direction), _books[(int)direction].Forgotten);

    private Count Other(Direction direction) => _books[(int)direction].Folded + _books[(int)direction].FoldedBefore;

    private sealed class Books
    {
        public FlowAccount Account = FlowAccount.Empty;
        public Count Received;
        public Count Folded;
        public Count FoldedBefore;
        public Count Forgotten;
    }
}
