namespace TorchSharp;

/// <summary>How many objects of a kind a thread made and disposed, in scopes and outside.</summary>
public class LifetimeStatistics
{
    /// <summary>Made while no scope was open.</summary>
    public long CreatedOutsideScopeCount { get; internal set; }

    /// <summary>Made while a scope was open.</summary>
    public long CreatedInScopeCount { get; internal set; }

    /// <summary>Disposed, having been in no scope.</summary>
    public long DisposedOutsideScopeCount { get; internal set; }

    /// <summary>Disposed, having been in a scope.</summary>
    public long DisposedInScopeCount { get; internal set; }

    /// <summary>Put into a scope later.</summary>
    public long AttachedToScopeCount { get; internal set; }

    /// <summary>Taken out of all scopes.</summary>
    public long DetachedFromScopeCount { get; internal set; }

    /// <summary>Made less disposed. What finalizers freed is not subtracted.</summary>
    public long ThreadTotalLiveCount =>
        CreatedInScopeCount + CreatedOutsideScopeCount - DisposedInScopeCount - DisposedOutsideScopeCount;

    /// <summary>Sets all counts to zero.</summary>
    public void Reset()
    {
        CreatedOutsideScopeCount = CreatedInScopeCount = 0;
        DisposedOutsideScopeCount = DisposedInScopeCount = 0;
        AttachedToScopeCount = DetachedFromScopeCount = 0;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"live {ThreadTotalLiveCount}; created in scopes {CreatedInScopeCount}, outside {CreatedOutsideScopeCount}; disposed in scopes {DisposedInScopeCount}, outside {DisposedOutsideScopeCount}; attached {AttachedToScopeCount}, detached {DetachedFromScopeCount}";
}
