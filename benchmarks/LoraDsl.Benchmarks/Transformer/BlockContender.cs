using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Transformer;

/// <summary>Forward and backward of one block inside a network: the gradients of the input and the adapters are wanted.</summary>
internal sealed class BlockContender : ManagedContender, IVerifiedContender
{
    private readonly TransformerBlock block;
    private readonly Tensor input;
    private readonly Tensor outputGradient;
    private readonly TorchSharp.Modules.Parameter[] trained;

    public BlockContender(string name, TransformerCase sizes, Device device, Func<TransformerBlock> block)
        : base(device)
    {
        Name = name;
        this.block = block();
        random.manual_seed(1);
        foreach (var projection in this.block.Projections)
            projection.Draw();
        trained = [.. this.block.parameters().Where(parameter => parameter.requires_grad)];
        input = Draw().requires_grad_();
        outputGradient = Draw();

        Tensor Draw() => randn(sizes.Batch, sizes.Tokens, sizes.Width, device: device).to(sizes.Type);
    }

    public override string Name { get; }

    public override void Step()
    {
        using var scope = NewDisposeScope();
        autograd.backward(block.forward(input), outputGradient);
        Forget();
    }

    public IReadOnlyDictionary<string, Digest> Check()
    {
        using var scope = NewDisposeScope();
        var output = block.forward(input);
        autograd.backward(output, outputGradient);
        var values = new Dictionary<string, Digest> { ["y"] = Digest.Of(output), ["dx"] = Digest.Of(input.grad!) };
        foreach (var projection in block.Projections.Where(projection => projection.A is not null))
        {
            values[$"{projection.Name}.dA"] = Digest.Of(projection.A!.grad!);
            values[$"{projection.Name}.dB"] = Digest.Of(projection.B!.grad!);
        }

        Forget();
        return values;
    }

    public override void Dispose()
    {
        input.Dispose();
        outputGradient.Dispose();
        block.Dispose();
    }

    private void Forget()
    {
        input.grad = null;
        foreach (var parameter in trained)
            parameter.grad = null;
    }
}
