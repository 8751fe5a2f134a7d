using LoraDsl.Adapters;
using LoraDsl.Differentiation;
using LoraDsl.Extensibility;
using LoraDsl.Initialization;
using LoraDsl.Limits;
using static TorchSharp.torch;

namespace LoraDsl.Analysis;

/// <summary>
/// Compares initializers by what they are at the start and by what a real, small training makes of them. Every initializer is tried with the
/// same seeds, each trial on a model of its own.
/// </summary>
public sealed class InitializerAnalysis
{
    /// <summary>Trials of each initializer; two or more say something about stability. Default 3.</summary>
    public int Trials { get; init => field = OptionGuard.AtLeast(1, value); } = 3;

    /// <summary>Steps of each trial. Default 100.</summary>
    public int Steps { get; init => field = OptionGuard.AtLeast(1, value); } = 100;

    /// <summary>How many of the first steps' batches are shown to initializers that need data. Default 4.</summary>
    public int Batches { get; init => field = OptionGuard.AtLeast(1, value); } = 4;

    /// <summary>Seed of the first trial; the next ones have the seeds after it.</summary>
    public int Seed { get; init; }

    /// <summary>Whether the base takes back what an initialization with B·A ≠ 0 adds. Default <see langword="true"/>.</summary>
    public bool Compensate { get; init; } = true;

    /// <summary>Tries the initializers. The random state is put back afterwards.</summary>
    /// <param name="initializers">The initializers.</param>
    /// <param name="create">Makes a fresh model and its training, after the trial's seed was set.</param>
    /// <param name="targetLoss">The loss that a training is to reach.</param>
    /// <exception cref="ArgumentException">There is no initializer, or one cannot initialize an adapter of the model.</exception>
    /// <exception cref="InvalidOperationException">The model cannot be trained: its base is not frozen, or ranks are missing.</exception>
    public InitializerReport Compare(IReadOnlyList<IAdapterInitializer> initializers, Func<InitializerSubject> create, double targetLoss)
    {
        ArgumentNullException.ThrowIfNull(initializers);
        ArgumentNullException.ThrowIfNull(create);
        if (initializers.Count == 0)
            throw new ArgumentException("There is no initializer to try.", nameof(initializers));

        using var randomState = get_rng_state().DetachFromDisposeScope();
        try
        {
            return new InitializerReport(targetLoss, Steps, [.. initializers.Select(Result)]);
        }
        finally
        {
            set_rng_state(randomState);
        }

        InitializerResult Result(IAdapterInitializer initializer) => new(
            initializer.Name, [.. Enumerable.Range(Seed, Trials).Select(seed => Try(initializer, create, targetLoss, seed))]);
    }

    private InitializerTrial Try(IAdapterInitializer initializer, Func<InitializerSubject> create, double targetLoss, int seed)
    {
        using var scope = NewDisposeScope();
        manual_seed(seed);
        var subject = create();
        using var model = subject.Adapters.Model;
        subject.Adapters.Initialize(Enumerable.Range(0, Batches), subject.Loss, initializer, Compensate);
        var start = new InitialSpectrum(subject.Adapters);
        using var optimizer = subject.Adapters.Optimizer(subject.Optimizer, seed);
        double? gradient = null;
        int? reached = null;
        var loss = double.NaN;
        for (var step = 0; step < Steps; step++)
        {
            using var inner = NewDisposeScope();
            optimizer.zero_grad();
            var value = LossChecks.RequireGraph(subject.Loss(step));
            loss = value.detach().to(ScalarType.Float64).item<double>();
            if (!double.IsFinite(loss))
                break;
            if (loss <= targetLoss)
                reached ??= step + 1;
            GuardedGradient.Backward(value);
            if (step == 0)
                gradient = GradientNorm(subject.Adapters);
            optimizer.ReportLoss(loss);
            optimizer.step();
        }

        return new InitializerTrial(
            seed,
            Finite(start.FrobeniusNorm),
            Finite(start.SpectralNorm),
            Finite(start.ConditionNumber),
            Finite(gradient),
            reached,
            Finite(loss),
            !double.IsFinite(loss));
    }

    private static double GradientNorm(AdapterSet set)
    {
        var squares = 0.0;
        foreach (var factor in set.Named().SelectMany(entry => entry.Adapter.Factors))
        {
            if (factor.grad is { } gradient)
                squares += gradient.to(ScalarType.Float64).square().sum().item<double>();
        }

        return Math.Sqrt(squares);
    }

    private static double? Finite(double? value) => value is { } known && double.IsFinite(known) ? known : null;
}
