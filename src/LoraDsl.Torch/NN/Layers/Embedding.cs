using System.Runtime.InteropServices;
using TorchSharp.Interop;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A table of vectors, looked up by index.</summary>
public sealed class Embedding : nn.Module<Tensor, Tensor>
{
    private static readonly Operator Lookup = new("aten::embedding");
    private static readonly Operator Renormalise = new("aten::embedding_renorm_");
    private static readonly Operator Row = new("aten::select", "int");

    private readonly long _paddingIndex;
    private readonly double? _maxNorm;
    private readonly double _normType;
    private readonly bool _scaleGradByFrequency;
    private readonly bool _sparse;

    [ComponentName(Name = nameof(weight))]
    private Parameter _weight = null!;

    internal Embedding(Parameter weight, long? padding_idx, double? max_norm, double norm_type, bool scale_grad_by_freq, bool sparse)
        : base(nameof(Embedding))
    {
        var rows = weight.shape[0];
        if (padding_idx is { } index && (index < -rows || index >= rows))
            throw new ExternalException($"padding_idx {index} is outside the {rows} rows of the embedding.");
        _paddingIndex = padding_idx is { } row ? (row + rows) % rows : -1;
        (_maxNorm, _normType) = (max_norm, norm_type);
        (_scaleGradByFrequency, _sparse) = (scale_grad_by_freq, sparse);
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

    internal void ClearPaddingRow()
    {
        if (_paddingIndex < 0)
            return;
        using var untracked = no_grad();
        using var row = Row.Call(_weight, 0, _paddingIndex);
        nn.init.zeros_(row);
    }

    /// <summary>Indices of any shape to their rows: one more dimension, of the table's width.</summary>
    public override Tensor forward(Tensor input)
    {
        if (_maxNorm is { } norm)
        {
            using var untracked = no_grad();
            Renormalise.Run(_weight, input, norm, _normType);
        }
        return Lookup.Call(_weight, input, _paddingIndex, _scaleGradByFrequency, _sparse);
    }
}
