using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// Disposes, when it is disposed itself, every tensor that its thread made while it was the innermost scope, unless the
/// tensor was moved out. Scopes nest. A tensor is in one scope at most.
/// </summary>
public sealed partial class DisposeScope : IDisposable
{
    private HashSet<IDisposable> disposables = new(ReferenceEqualityComparer.Instance);
    private DisposeScopeManager? manager;

    internal DisposeScope(DisposeScopeManager manager)
    {
        this.manager = manager;
        OuterScope = manager.Current;
    }

    internal DisposeScope? OuterScope { get; set; }

    /// <summary>What is in the scope now; a copy.</summary>
    public IReadOnlyList<IDisposable> DisposablesView
    {
        get
        {
            OpenManager();
            return [.. disposables];
        }
    }

    /// <summary>How much is in the scope now.</summary>
    public int DisposablesCount
    {
        get
        {
            OpenManager();
            return disposables.Count;
        }
    }

    /// <summary>Whether the object is in this scope.</summary>
    public bool Contains(IDisposable disposable) => disposables.Contains(disposable);

    /// <summary>Disposes what is in the scope and closes it.</summary>
    public void Dispose()
    {
        if (manager is null)
            return;
        DisposeEverything();
        manager.Close(this);
        manager = null;
    }

    /// <summary>Disposes what is in the scope, which stays open.</summary>
    public void DisposeEverything() => DisposeEverythingBut([]);

    /// <summary>Disposes what is in the scope except the objects named, which stay in it. The scope stays open.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        OpenManager();
        var before = disposables;
        disposables = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        foreach (var disposable in before)
        {
            if (!disposables.Contains(disposable))
                disposable.Dispose();
        }
    }

    /// <summary>Notes that an object of this scope is disposed already.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        OpenManager();
        disposables.Remove(disposable);
        if (disposable is Tensor tensor)
            tensor.OwningDisposeScope = null;
    }

    /// <summary>Puts objects into this scope; a tensor leaves the one it was in.</summary>
    /// <returns>The objects.</returns>
    /// <exception cref="InvalidOperationException">One of them is no tensor.</exception>
    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        var statistics = OpenManager().StatisticsInstance.TensorStatistics;
        List<IDisposable> attached = [.. disposables];
        foreach (var disposable in attached)
        {
            if (Put(this, disposable))
                statistics.AttachedToScopeCount++;
        }

        return attached;
    }

    /// <summary>Moves objects of this scope to another one; out of all scopes where that is null.</summary>
    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
    {
        OpenManager();
        if (scope is null)
        {
            Detach(disposables);
            return;
        }

        foreach (var disposable in disposables)
        {
            if (this.disposables.Remove(disposable))
                Put(scope, disposable);
        }
    }

    /// <summary>Takes objects of this scope out of all scopes.</summary>
    public void Detach(IEnumerable<IDisposable> disposables)
    {
        var statistics = OpenManager().StatisticsInstance.TensorStatistics;
        foreach (var disposable in disposables)
        {
            if (!this.disposables.Remove(disposable) || disposable is not Tensor tensor)
                continue;
            statistics.DetachedFromScopeCount++;
            tensor.OwningDisposeScope = null;
        }
    }

    internal void Include(Tensor tensor) => disposables.Add(tensor);

    /// <summary>Lets one tensor take the place of another in its scope.</summary>
    internal static void Replace(Tensor original, Tensor replacement)
    {
        if (original.OwningDisposeScope is not { } scope || !scope.disposables.Remove(original))
            return;
        original.OwningDisposeScope = null;
        Put(scope, replacement);
    }

    private static bool Put(DisposeScope scope, IDisposable disposable)
    {
        if (disposable is not Tensor tensor)
            throw new InvalidOperationException($"A dispose scope holds tensors; it was given a {disposable.GetType().Name}.");
        if (ReferenceEquals(tensor.OwningDisposeScope, scope))
            return false;

        tensor.OwningDisposeScope?.disposables.Remove(tensor);
        scope.disposables.Add(tensor);
        tensor.OwningDisposeScope = scope;
        return true;
    }

    private DisposeScopeManager OpenManager() => manager ?? throw new ObjectDisposedException(nameof(DisposeScope));
}
