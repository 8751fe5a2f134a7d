using LoraDsl.Formats.Peft;
using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>
/// VeRA (Kopiczko et al., arXiv 2310.11454): y = x·Wᵀ + b + λ_b ⊙ ((λ_d ⊙ (x·Aᵀ))·Bᵀ), where A and B are random, frozen and shared by all layers, and
/// the vectors λ_d, which starts as <see cref="DInitial"/>, and λ_b, which starts as zero, are trained.
/// </summary>
public partial class VeraAdapter : VariantAdapter
{
    private const string LambdaB = "vera_lambda_b";
    private const string LambdaD = "vera_lambda_d";

    /// <summary>Attaches to a layer.</summary>
    /// <param name="name">Name of the adapted field.</param>
    /// <param name="layer">The layer, a Linear.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="InvalidOperationException">The layer is null.</exception>
    /// <exception cref="NotSupportedException">The layer is of another kind.</exception>
    protected VeraAdapter(string name, nn.Module<Tensor, Tensor>? layer, VeraOptions options)
        : this(LayerKinds.Of(name, layer), options)
    {
    }

    internal VeraAdapter(AdaptedLayer layer, VeraOptions options)
        : base(VariantLayers.Linear(layer, "VeRA"), options.Dropout, [(LambdaB, [layer.OutFeatures]), (LambdaD, [options.Rank])]) =>
        (Rank, DInitial, Seed, SaveProjection) = (options.Rank, options.DInitial, options.Seed, options.SaveProjection);

    /// <summary>The rank of the random projections.</summary>
    public int Rank { get; }

    /// <summary>What each value of λ_d starts with.</summary>
    public double DInitial { get; }

    /// <summary>The seed of the random projections, where no file has given others.</summary>
    public int Seed { get; }

    /// <summary>Whether files hold the projections, or only their seed.</summary>
    public bool SaveProjection { get; }

    /// <inheritdoc/>
    public sealed override int CurrentRank => Rank;

    /// <inheritdoc/>
    internal sealed override string Method => "VeRA";

    /// <inheritdoc/>
    internal sealed override string PeftType => PeftNames.Vera;

    /// <inheritdoc/>
    internal sealed override bool IsTrained
    {
        get
        {
            using var scope = NewDisposeScope();
            return Registered(LambdaB).detach().count_nonzero().item<long>() > 0;
        }
    }

    /// <inheritdoc/>
    internal sealed override Tensor Part(Tensor input)
    {
        Follow();
        using var scope = NewDisposeScope();
        var (h, b) = Operands(input);
        return h.mm(b.t()).view([.. input.shape[..^1], OutFeatures]).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    internal sealed override Tensor WeightPart(Tensor weight, ScalarType type)
    {
        var (a, b) = Shared(type, weight.device);
        return Factor(LambdaB, type).detach().unsqueeze(1).mul(b).mm(Factor(LambdaD, type).detach().unsqueeze(1).mul(a));
    }

    /// <inheritdoc/>
    protected sealed override Tensor Adapt(Tensor x)
    {
        using var scope = NewDisposeScope();
        var (h, b) = Operands(x);
        return Layer.Module.forward(x).addmm_(h, b.t()).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    private protected sealed override Tensor WithPart(Tensor input, Tensor output)
    {
        using var scope = NewDisposeScope();
        return output.add(Part(input)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    private protected sealed override void Initialize(string name, Tensor factor) => factor.fill_(name == LambdaD ? DInitial : 0);

    /// <inheritdoc/>
    private protected sealed override void RequireOptions(string path, DescribedVariant layer, VariantKeys keys) => RequireRank(path, layer, "Vera");

    // λ_d ⊙ (d(x)·Aᵀ), and λ_b ⊙ B: autograd saves nothing of the output's size.
    private (Tensor H, Tensor B) Operands(Tensor x)
    {
        var type = x.dtype;
        var (a, b) = Shared(type, x.device);
        var input = training && Dropout > 0 ? nn.functional.dropout(x, Dropout, true) : x;
        var h = input.reshape(-1, InFeatures).mm(a.t()).mul(Factor(LambdaD, type));
        return (h, b.mul(Factor(LambdaB, type).unsqueeze(1)));
    }
}
