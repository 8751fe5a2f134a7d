using LoraDsl.Adapters;
using LoraDsl.Formats.Runs;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Training.Host;

/// <summary>A training of a small classifier on random examples.</summary>
internal sealed record TinyTraining(
    nn.Module<Tensor, Tensor> Model,
    AdapterSet Lora,
    Func<IEnumerable<Parameter>, optim.Optimizer> Optimizer,
    TrainerOptions Options,
    Tensor Inputs,
    Tensor Labels)
{
    private const int BatchSize = 5;

    /// <summary>Who follows the training besides the tests.</summary>
    public IReadOnlyList<ITrainingCallback> Callbacks { get; init; } = [];

    /// <summary>The training of a name, its model as every process makes it.</summary>
    public static TinyTraining Create(string name)
    {
        manual_seed(5);
        return Trainings.All[name]();
    }

    /// <summary>Trains in a folder.</summary>
    public RunResult Fit(Func<TrainerOptions, TrainerOptions> change, CancellationToken cancellation = default, params ITrainingCallback[] callbacks)
    {
        var trainer = Lora.Trainer<Tensor>(Optimizer, at => Loss(Inputs.index_select(0, at), Labels.index_select(0, at)), change(Options), callbacks: [.. Callbacks, .. callbacks]);
        return trainer.Fit(Batches.Shuffled((int)Inputs.shape[0], BatchSize, 7, at => at), () => new ValidationScore(Loss(Inputs, Labels).item<float>()), cancellation);
    }

    private Tensor Loss(Tensor inputs, Tensor labels) => nn.functional.cross_entropy(Model.forward(inputs), labels);
}
