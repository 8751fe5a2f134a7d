using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Transformer;

/// <summary>A training step of the adapters: gradients to zero, forward, loss, backward, AdamW.</summary>
internal sealed class StepContender : ManagedContender, IVerifiedContender
{
    private const int CheckedSteps = 3;

    private readonly TransformerModel model;
    private readonly optim.Optimizer optimizer;
    private readonly Tensor inputs;
    private readonly Tensor labels;

    private StepContender(string name, TransformerModel model, Func<optim.Optimizer> optimizer, TransformerCase sizes, Device device)
        : base(device)
    {
        Name = name;
        this.model = model;
        random.manual_seed(1);
        model.Draw();
        this.optimizer = optimizer();
        inputs = randint(0, TransformerCase.Vocabulary, [sizes.Batch, sizes.Tokens], device: device);
        labels = randint(0, TransformerCase.Vocabulary, [sizes.Batch * sizes.Tokens], device: device);
    }

    public override string Name { get; }

    /// <summary>The generated code, with the optimizer that it makes.</summary>
    /// <param name="sizes">The case.</param>
    /// <param name="device">Where the tensors are.</param>
    /// <param name="recomputes">Whether activations are recomputed in the backward pass.</param>
    public static StepContender Lora(TransformerCase sizes, Device device, bool recomputes = false)
    {
        var model = new AdaptedTransformer(sizes, device, recomputes);
        model.Lora.FreezeBase();
        return new StepContender(recomputes ? "lora-recompute" : "lora", model, () => model.Lora.Optimizer(AdamW), sizes, device);
    }

    /// <summary>A formula, with AdamW over its factors.</summary>
    public static StepContender Of(Formula formula, TransformerCase sizes, Device device)
    {
        var model = new FormulaTransformer(sizes, formula, device);
        return new StepContender(formula.Name, model, () => AdamW(model.Factors()), sizes, device);
    }

    public override void Step() => Loss();

    public IReadOnlyDictionary<string, Digest> Check()
    {
        using var losses = tensor(Enumerable.Range(0, CheckedSteps).Select(_ => Loss()).ToArray());
        return new Dictionary<string, Digest> { ["losses"] = Digest.Of(losses) };
    }

    public override void Dispose()
    {
        optimizer.Dispose();
        model.Dispose();
        inputs.Dispose();
        labels.Dispose();
    }

    private static optim.Optimizer AdamW(IEnumerable<TorchSharp.Modules.Parameter> parameters) => optim.AdamW(parameters, 1e-4, weight_decay: 0.01);

    private float Loss()
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var loss = nn.functional.cross_entropy(model.forward(inputs).flatten(0, 1).to(float32), labels);
        loss.backward();
        optimizer.step();
        return loss.item<float>();
    }
}
