using LoraDsl.Adapters;
using LoraDsl.Layers;
using LoraDsl.Methods;

namespace LoraDsl.Extensibility;

/// <summary>How the rank of an adaptive adapter is changed within a training.</summary>
public static class AdaptiveLoraAdapterMembers
{
    extension(AdaptiveLoraAdapter adapter)
    {
        /// <summary>A budget that the adapter has for itself, or <see langword="null"/> when it draws on its model's.</summary>
        public AdapterBudget? Budget => adapter.Budget;

        /// <summary>Gives the adapter fresh factors of a rank.</summary>
        /// <param name="rank">The rank.</param>
        public void Allocate(int rank) => adapter.Allocate(rank);

        /// <summary>The adapter's parameters at another rank; the adapter stays as it is.</summary>
        /// <param name="rank">The rank.</param>
        /// <exception cref="ArgumentOutOfRangeException">The adapter does not take the rank.</exception>
        /// <exception cref="InvalidOperationException">The adapter is merged, or its values are not finite.</exception>
        public RankResize Resized(int rank) => adapter.Resized(rank);

        /// <summary>Puts the parameters of another rank into their place.</summary>
        /// <param name="resized">The parameters.</param>
        public void Adopt(RankResize resized) => adapter.Adopt(resized);
    }
}
