using LoraDsl.Benchmarks.Measurement;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>Forward and backward of one linear layer inside a network: the input's gradient is wanted, the weight's is not.</summary>
internal abstract class LinearContender : ManagedContender, IVerifiedContender
{
    private readonly Device device;
    private readonly Tensor input;
    private readonly Tensor outputGradient;

    protected LinearContender(LinearCase sizes, Device device)
        : base(device)
    {
        this.device = device;
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        Layer = nn.Linear(sizes.In, sizes.Out, hasBias: sizes.Bias, device: device, dtype: sizes.Type);
        // In this order here and in Python/linear.py, from the same seed: the same numbers.
        random.manual_seed(1);
        Layer.weight.copy_(Draw(sizes.Out, sizes.In) / Math.Sqrt(sizes.In));
        Layer.bias?.copy_(Draw(sizes.Out));
        InitialA = Draw(sizes.Rank, sizes.In).div_(Math.Sqrt(sizes.In)).to(sizes.Type).DetachFromDisposeScope();
        InitialB = Draw(sizes.Out, sizes.Rank).div_(Math.Sqrt(sizes.Rank)).to(sizes.Type).DetachFromDisposeScope();
        input = Draw(sizes.Rows, sizes.In).to(sizes.Type).requires_grad_().DetachFromDisposeScope();
        outputGradient = Draw(sizes.Rows, sizes.Out).to(sizes.Type).DetachFromDisposeScope();
        foreach (var parameter in Layer.parameters())
            parameter.requires_grad = false;
    }

    protected TorchSharp.Modules.Linear Layer { get; }

    /// <summary>What A is to start with.</summary>
    protected Tensor InitialA { get; }

    /// <summary>What B is to start with.</summary>
    protected Tensor InitialB { get; }

    /// <summary>A and B, or nothing.</summary>
    protected virtual IReadOnlyList<Parameter> Factors => [];

    /// <inheritdoc/>
    public sealed override void Step()
    {
        using var scope = NewDisposeScope();
        autograd.backward(Forward(input, training: true), outputGradient);
        Forget();
    }

    /// <summary>In evaluation mode: what is dropped is the generator's affair.</summary>
    public IReadOnlyDictionary<string, Digest> Check()
    {
        using var scope = NewDisposeScope();
        var output = Forward(input, training: false);
        autograd.backward(output, outputGradient);
        var values = new Dictionary<string, Digest> { ["y"] = Digest.Of(output), ["dx"] = Digest.Of(input.grad!) };
        if (Factors is [var a, var b])
            (values["dA"], values["dB"]) = (Digest.Of(a.grad!), Digest.Of(b.grad!));
        Forget();
        return values;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        input.Dispose();
        outputGradient.Dispose();
        InitialA.Dispose();
        InitialB.Dispose();
        Layer.Dispose();
    }

    protected abstract Tensor Forward(Tensor x, bool training);

    private Tensor Draw(params long[] shape) => randn(shape, device: device);

    private void Forget()
    {
        input.grad = null;
        foreach (var factor in Factors)
            factor.grad = null;
    }
}
