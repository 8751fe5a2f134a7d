using TorchSharp.Interop;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A table of vectors, looked up in bags of indices; each bag gives the sum, the mean or the maximum of its vectors.</summary>
public sealed class EmbeddingBag : nn.Module<Tensor, Tensor?, Tensor?, Tensor>, nn.IModule<Tensor, Tensor?, Tensor>
{
    private static readonly Operator Bags = new("aten::embedding_bag", "padding_idx");
    private static readonly Operator Renormalise = new("aten::embedding_renorm_");

    private readonly double? _maxNorm;
    private readonly double _normType;
    private readonly bool _scaleGradByFrequency;
    private readonly EmbeddingBagMode _mode;
    private readonly bool _sparse;
    private readonly bool _includeLastOffset;
    private readonly long? _paddingIndex;

    [ComponentName(Name = nameof(weight))]
    private Parameter _weight = null!;

    internal EmbeddingBag(Parameter weight, double? max_norm, double norm_type, bool scale_grad_by_freq, EmbeddingBagMode mode, bool sparse, bool include_last_offset, long padding_index)
        : base(nameof(EmbeddingBag))
    {
        (_maxNorm, _normType, _scaleGradByFrequency) = (max_norm, norm_type, scale_grad_by_freq);
        (_mode, _sparse, _includeLastOffset) = (mode, sparse, include_last_offset);
        _paddingIndex = padding_index < 0 ? null : padding_index;
        this.weight = weight;
    }

    /// <summary>The table, (rows, width). Setting it frees the old one.</summary>
    public Parameter? weight
    {
        get => _weight;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            ComponentSlot.Replace(ref _weight!, value);
            ConditionallyRegisterParameter(nameof(weight), value);
        }
    }

    /// <summary>The bags of a matrix of indices, one a row.</summary>
    public Tensor call(Tensor input) => base.call(input, null, null);

    /// <summary>The bags of a vector of indices.</summary>
    /// <param name="input">Indices: (count), or (bags, count) without offsets.</param>
    /// <param name="offsets">Where each bag begins in a vector; null where the indices are a matrix.</param>
    public Tensor call(Tensor input, Tensor? offsets) => base.call(input, offsets, null);

    /// <inheritdoc cref="forward"/>
    public new Tensor call(Tensor input, Tensor? offsets, Tensor? perSampleWeights) => base.call(input, offsets, perSampleWeights);

    /// <summary>The bags of indices, (bags, width).</summary>
    /// <param name="input">Indices: (count), or (bags, count) without offsets.</param>
    /// <param name="offsets">Where each bag begins in a vector; null where the indices are a matrix.</param>
    /// <param name="perSampleWeights">A weight for each index, in the shape of the indices, for sums; or null.</param>
    /// <exception cref="ArgumentException">A vector comes without offsets, or a matrix with them.</exception>
    public override Tensor forward(Tensor input, Tensor? offsets, Tensor? perSampleWeights)
    {
        if ((input.dim() == 1) == (offsets is null))
            throw new ArgumentException($"EmbeddingBag takes a vector of indices with offsets or a matrix without; it was given ({string.Join(", ", input.shape)}) {(offsets is null ? "without" : "with")} offsets.", nameof(input));
        using var scope = NewDisposeScope();
        if (_maxNorm is { } norm)
        {
            using var untracked = no_grad();
            Renormalise.Run(_weight, input.reshape(-1), norm, _normType);
        }
        offsets ??= Begins(input);
        return Bags.Call(_weight, input.reshape(-1), offsets, _scaleGradByFrequency, (long)_mode, _sparse, perSampleWeights?.reshape(-1), _includeLastOffset, _paddingIndex).MoveToOuterDisposeScope();
    }

    private Tensor Begins(Tensor matrix) =>
        arange(0, matrix.numel() + (_includeLastOffset ? 1 : 0), matrix.shape[1], dtype: matrix.dtype, device: matrix.device);
}
