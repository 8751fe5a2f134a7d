using LoraDsl.Initialization;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>
/// Changes of factors and starts of several adapters that happen together or not at all: disposed before <see cref="Commit"/>, it puts
/// everything back.
/// </summary>
public sealed class AdapterChanges : IDisposable
{
    private readonly Stack<Before> taken = new();

    /// <summary>Opens an adapter for change: its layer has the weight without compensation from here on.</summary>
    public void Open(LayerAdapter adapter)
    {
        using var scope = NewDisposeScope();
        var factors = adapter.Factors.Select(factor => factor.detach().clone().DetachFromDisposeScope()).ToArray();
        var lowRank = adapter as LowRankAdapter;
        var (initializer, initialized) = (lowRank?.Initializer, adapter.IsInitialized);
        taken.Push(new Before(adapter, factors, lowRank?.WithdrawInitialization(), initializer, initialized));
    }

    /// <summary>Lets the changes stand.</summary>
    public void Commit()
    {
        while (taken.TryPop(out var before))
            before.Free(withStart: true);
    }

    /// <summary>Takes back what was not committed.</summary>
    public void Dispose()
    {
        while (taken.TryPop(out var before))
        {
            var (adapter, factors, start, initializer, initialized) = before;
            adapter.LeaveBase();
            adapter.SetFactors(factors);
            (adapter as LowRankAdapter)?.ReturnInitialization(start, initializer, initialized);
            before.Free(withStart: false);
        }
    }

    private sealed record Before(
        LayerAdapter Adapter, Tensor[] Factors, NonzeroInitialization? Start, IAdapterInitializer? Initializer, bool Initialized)
    {
        public void Free(bool withStart)
        {
            foreach (var factor in Factors)
                factor.Dispose();
            if (withStart)
                Start?.Dispose();
        }
    }
}
