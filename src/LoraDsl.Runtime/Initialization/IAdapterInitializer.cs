namespace LoraDsl.Initialization;

/// <summary>Gives the factors of an adapter their first values.</summary>
public interface IAdapterInitializer
{
    /// <summary>Name, for reports.</summary>
    string Name { get; }

    /// <summary>What it starts from.</summary>
    InitializerNeeds Needs { get; }

    /// <summary>
    /// Whether B·A is not zero at step 0, so that the adapted model would answer otherwise than its base unless the base is
    /// compensated: W ← W − s·B·A.
    /// </summary>
    bool ChangesModel { get; }

    /// <summary>How many leading singular vectors of the gradient or of the inputs it wants, where it needs those. Default: the rank.</summary>
    /// <param name="rank">The adapter's rank.</param>
    int Directions(int rank) => rank;

    /// <summary>Fills A and B in place, all of both, under <c>no_grad</c>; random numbers are drawn from PyTorch's generator.</summary>
    /// <param name="context">The factors and their layer.</param>
    void Fill(InitializerContext context);
}
