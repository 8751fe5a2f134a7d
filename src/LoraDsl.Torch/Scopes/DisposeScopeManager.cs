using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The dispose scopes of a thread.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? threadSingleton;

    /// <summary>How many tensors this thread made and disposed, in scopes and outside.</summary>
    public static ThreadDisposeScopeStatistics Statistics => ThreadSingleton.StatisticsInstance;

    internal static DisposeScopeManager ThreadSingleton => threadSingleton ??= new DisposeScopeManager();

    internal ThreadDisposeScopeStatistics StatisticsInstance { get; } = new();

    internal DisposeScope? Current { get; private set; }

    internal DisposeScope Open() => Current = new DisposeScope(this);

    /// <summary>Puts a new tensor into the current scope, which is returned.</summary>
    internal DisposeScope? Register(Tensor tensor)
    {
        var statistics = StatisticsInstance.TensorStatistics;
        if (Current is not { } scope)
        {
            statistics.CreatedOutsideScopeCount++;
            return null;
        }

        statistics.CreatedInScopeCount++;
        scope.Include(tensor);
        return scope;
    }

    /// <summary>Counts a tensor that is about to be disposed.</summary>
    internal void Disposing(Tensor tensor)
    {
        if (tensor.OwningDisposeScope is null)
            StatisticsInstance.TensorStatistics.DisposedOutsideScopeCount++;
        else
            StatisticsInstance.TensorStatistics.DisposedInScopeCount++;
    }

    /// <summary>Takes a scope out of the chain; it need not be the innermost.</summary>
    internal void Close(DisposeScope closed)
    {
        if (ReferenceEquals(Current, closed))
        {
            Current = closed.OuterScope;
            return;
        }

        for (var scope = Current; scope is not null; scope = scope.OuterScope)
        {
            if (!ReferenceEquals(scope.OuterScope, closed))
                continue;
            scope.OuterScope = closed.OuterScope;
            return;
        }
    }
}
