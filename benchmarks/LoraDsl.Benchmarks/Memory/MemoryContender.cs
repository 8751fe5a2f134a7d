using LoraDsl.Benchmarks.Measurement;
using LoraDsl.Benchmarks.Transformer;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Memory;

/// <summary>Training steps of blocks one after the other inside a network: the gradients of the input and the adapters are wanted.</summary>
internal sealed class MemoryContender : ManagedContender
{
    private const int Depth = 2;

    private readonly TransformerBlock[] blocks;
    private readonly optim.Optimizer[] optimizers;
    private readonly bool hasScope;
    private readonly Tensor input;
    private readonly Tensor outputGradient;

    private MemoryContender(string name, TransformerCase sizes, bool hasScope, Func<TransformerBlock> block, Func<TransformerBlock, optim.Optimizer?> optimizer)
    {
        Name = name;
        this.hasScope = hasScope;
        random.manual_seed(1);
        blocks = [.. Enumerable.Range(0, Depth).Select(_ => block())];
        optimizers = [.. blocks.Select(optimizer).OfType<optim.Optimizer>()];
        input = randn([sizes.Batch, sizes.Tokens, sizes.Width], requires_grad: true);
        outputGradient = randn(sizes.Batch, sizes.Tokens, sizes.Width);
    }

    public override string Name { get; }

    /// <summary>A method of the library, with the optimizer that it makes.</summary>
    public static MemoryContender Of(string name, TransformerCase sizes, bool hasScope, Func<MethodBlock> block) =>
        new(name, sizes, hasScope, block, made => ((MethodBlock)made).Prepare(AdamW));

    /// <summary>A formula, with AdamW over its factors.</summary>
    public static MemoryContender Of(Formula formula, TransformerCase sizes, bool hasScope) => new(
        formula.Name,
        sizes,
        hasScope,
        () => new FormulaBlock(sizes, formula, CPU, rank: MethodBlocks.Rank),
        block =>
        {
            foreach (var projection in block.Projections)
                projection.Layer.weight.requires_grad = false;
            return formula.Adapts ? AdamW(block.Projections.SelectMany(projection => new[] { projection.A!, projection.B! })) : null;
        });

    public override void Step()
    {
        using var scope = hasScope ? NewDisposeScope() : null;
        foreach (var optimizer in optimizers)
            optimizer.zero_grad();
        var x = input;
        foreach (var block in blocks)
            x = block.forward(x);
        autograd.backward(x, outputGradient);
        input.grad = null;
        foreach (var optimizer in optimizers)
            optimizer.step();
    }

    public override void Dispose()
    {
        foreach (var optimizer in optimizers)
            optimizer.Dispose();
        foreach (var block in blocks)
            block.Dispose();
        input.Dispose();
        outputGradient.Dispose();
    }

    private static optim.Optimizer AdamW(IEnumerable<TorchSharp.Modules.Parameter> parameters) => optim.AdamW(parameters, 1e-4, weight_decay: 0.01);
}
