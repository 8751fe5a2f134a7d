namespace LoraDsl.Forward.Recompute;

/// <summary>Undoes changes when it is disposed, the last one first.</summary>
internal sealed class UndoStack : IDisposable
{
    private readonly Stack<Action> actions = new();

    public void Push(Action undo) => actions.Push(undo);

    public void Dispose()
    {
        while (actions.TryPop(out var undo))
            undo();
    }
}
