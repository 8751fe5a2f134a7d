using LoraDsl.Adapters;
using LoraDsl.Allocation;
using LoraDsl.Methods;
using LoraDsl.Runtime.Tests.Models;
using LoraDsl.Schedules;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.KnownTruth;

/// <summary>
/// Four frozen layers side by side whose targets differ from them by ΔW of rank 12, 6, 2 and 0, all singular values 1: with 20 ranks
/// there is one best allocation, and it is known.
/// </summary>
internal sealed class PlantedRanks : IDisposable
{
    public static readonly int[] Truth = [12, 6, 2, 0];

    private const int In = 48;
    private const int Out = 32;
    private const int Rows = 192;

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Dictionary<string, Tensor> before;
    private readonly Tensor inputs;
    private readonly Tensor targets;
    private readonly int seed;

    public PlantedRanks(int seed)
    {
        this.seed = seed;
        random.manual_seed(seed);
        using var model = new ParallelNet(In, Out);
        before = Weights(model);
        foreach (var (index, (path, _)) in model.Lora.Named().Index())
        {
            if (Truth[index] == 0)
                continue;
            using var noGradient = no_grad();
            model.get_parameter(path + ".weight")!.add_(Orthonormal(Out, Truth[index]).mm(Orthonormal(In, Truth[index]).t()));
        }

        // White inputs: the gradient then has the singular values that were planted.
        inputs = Orthonormal(Rows, In).mul(Math.Sqrt(Rows));
        // By the model itself: where nothing was planted, the targets are what the base answers, bit for bit.
        targets = model.forward(inputs).detach();
    }

    /// <summary>A model with the base's weights, its adapters without ranks.</summary>
    public ParallelNet Model() => Based(new ParallelNet(In, Out));

    /// <summary>Ranks after an allocation, in the order of the layers.</summary>
    public int[] Ranks(Func<PlantedRanks, ParallelNet, RankAllocation> allocate)
    {
        using var model = Model();
        allocate(this, model);
        return RanksOf(model.Lora);
    }

    /// <summary>Four batches of the inputs.</summary>
    public IReadOnlyList<(Tensor Input, Tensor Target)> Batches() => [.. inputs.chunk(4).Zip(targets.chunk(4))];

    /// <summary>The squared error of a row, averaged over rows: of the base that of the planted singular values, 20.</summary>
    public static Tensor Loss(nn.Module<Tensor, Tensor> model, (Tensor Input, Tensor Target) batch) =>
        model.forward(batch.Input).sub(batch.Target).square().sum(dim: 1).mean();

    /// <summary>The base's weights and those after some steps of full fine-tuning by gradient descent.</summary>
    public (Dictionary<string, Tensor> Before, Dictionary<string, Tensor> After) FineTuned()
    {
        using var model = Model();
        using var optimizer = optim.SGD(model.parameters(), 0.1);
        Train(model, optimizer, steps: 10);
        return (before, Weights(model));
    }

    /// <summary>The loss that LoRA of these ranks reaches.</summary>
    public double Train(IReadOnlyList<int> ranks)
    {
        using var model = Model();
        foreach (var (index, (_, adapter)) in model.Lora.Named().Index())
            ((AdaptiveLoraAdapter)adapter).Allocate(ranks[index]);
        model.Lora.FreezeBase();
        using var optimizer = model.Lora.Optimizer(parameters => optim.Adam(parameters, 2e-2));
        return Train(model, optimizer, steps: 200);
    }

    /// <summary>The loss that AdaLoRA reaches, and the ranks that it ends with.</summary>
    public (double Loss, int[] Ranks) TrainTriplets()
    {
        using var model = Based(new ParallelTriplets(In, Out));
        model.Lora.FreezeBase();
        var options = new AdaLoraOptions(300) { WarmupSteps = 20, FinalSteps = 150, OrthogonalityWeight = 0.1 };
        using var optimizer = model.Lora.Optimizer(parameters => optim.Adam(parameters, 2e-2), adaLora: options);
        var loss = Train(model, optimizer, options.TotalSteps);
        return (loss, RanksOf(model.Lora));
    }

    /// <summary>The singular values of the gradient of each layer's frozen weight, by a sketch.</summary>
    public IReadOnlyList<double>[] GradientSpectra()
    {
        using var model = Model();
        var errors = model.forward(inputs).detach().sub(targets).mul(2.0 / Rows);
        return [.. Enumerable.Range(0, Truth.Length).Select(index =>
        {
            using var sketch = new GradientSketch(In, Out, columns: 16, seed);
            sketch.Add(inputs, errors.narrow(1, index * Out, Out));
            return sketch.SingularValues();
        })];
    }

    public void Dispose() => scope.Dispose();

    private static int[] RanksOf(AdapterSet set) => [.. set.Named().Select(entry => entry.Adapter.CurrentRank)];

    private static Dictionary<string, Tensor> Weights(nn.Module model) => model.state_dict()
        .Where(entry => !entry.Key.Contains(".lora_", StringComparison.Ordinal))
        .ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());

    private static Tensor Orthonormal(long rows, long columns) => linalg.qr(randn(rows, columns)).Q;

    private double Train(nn.Module<Tensor, Tensor> model, optim.Optimizer optimizer, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            using var temporaries = NewDisposeScope();
            optimizer.zero_grad();
            Loss(model, (inputs, targets)).backward();
            optimizer.step();
        }

        using var noGradient = no_grad();
        return Loss(model, (inputs, targets)).item<float>();
    }

    // What an adapter starts from is drawn alike in every training of one problem.
    private T Based<T>(T model)
        where T : nn.Module
    {
        using var noGradient = no_grad();
        foreach (var (name, value) in before)
            model.get_parameter(name)!.copy_(value);
        random.manual_seed(seed);
        return model;
    }
}
