using LoraDsl.Adapters;
using LoraDsl.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>
/// Some rows of an embedding, such as those of new tokens, trained by themselves: E[rows] + Δ, where Δ starts at zero. What PEFT calls trainable tokens.
/// </summary>
/// <remarks>It has no factors, so its rank is 0. Files have the rows as they are with Δ.</remarks>
internal sealed class TrainedRowsAdapter : LayerAdapter
{
    private readonly long[] rows;
    private Parameter lora_rows;
    private Tensor? places;

    /// <summary>Trains rows of an embedding.</summary>
    /// <param name="place">The embedding.</param>
    /// <param name="rows">The rows.</param>
    /// <exception cref="InvalidOperationException">It is no embedding, or has no such rows.</exception>
    public TrainedRowsAdapter(AdaptedPlace place, IReadOnlyList<int> rows)
        : base(place.Layer, dropout: 0)
    {
        if (place.Layer is not EmbeddingLayer)
            throw new InvalidOperationException($"'{place.Name}' is no embedding, and has no rows of tokens to train.");
        if (rows.Count == 0 || rows.Any(row => row < 0 || row >= place.Layer.InFeatures) || rows.Distinct().Count() < rows.Count)
            throw new InvalidOperationException($"'{place.Name}' has the rows 0 to {place.Layer.InFeatures - 1}, and is to have [{string.Join(", ", rows.Take(8))}] trained: name some of them, each once.");
        this.rows = [.. rows.Select(row => (long)row)];
        lora_rows = LowRankFactors.AsParameter(zeros([rows.Count, OutFeatures], dtype: place.Layer.FactorType, device: place.Layer.Weight.device));
        register_parameter(nameof(lora_rows), lora_rows);
    }

    /// <summary>The rows.</summary>
    public IReadOnlyList<long> Rows => rows;

    /// <inheritdoc/>
    public override int CurrentRank => 0;

    /// <inheritdoc/>
    public override double Alpha => 0;

    /// <inheritdoc/>
    internal override string Method => "trained rows";

    /// <inheritdoc/>
    internal override bool ChangesWeight => true;

    /// <inheritdoc/>
    internal override bool IsTrained => lora_rows.detach().count_nonzero().item<long>() > 0;

    /// <inheritdoc/>
    private protected override IReadOnlyList<Parameter> RegisteredFactors => [lora_rows];

    /// <inheritdoc/>
    private protected override Parameter FirstFactor => lora_rows;

    /// <summary>The rows with Δ, in Δ's type; it belongs to the caller's scope.</summary>
    internal Tensor Values() => BaseWeight.index_select(0, Indices(rows)).to(lora_rows.dtype).add(Factors[0].detach());

    /// <summary>Values of the factors that make the rows what a file has; they belong to the caller's scope.</summary>
    internal IReadOnlyList<Tensor> FactorsFrom(Tensor values) =>
        [values.to(lora_rows.dtype, lora_rows.device).sub(BaseWeight.index_select(0, Indices(rows)).to(lora_rows.dtype))];

    /// <inheritdoc/>
    internal override Tensor Hooked(Tensor input, Tensor output)
    {
        Follow();
        return Observed(input, TakesPart ? output.add(Part(input)) : output);
    }

    /// <inheritdoc/>
    internal override Tensor Part(Tensor input)
    {
        Follow();
        using var scope = NewDisposeScope();

        // The last row of the table stands for every token that is not trained.
        var table = cat([lora_rows, zeros([1, OutFeatures], dtype: lora_rows.dtype, device: lora_rows.device)], 0);
        var at = Places().index_select(0, input.flatten());
        return table.index_select(0, at).view([.. input.shape, OutFeatures]).to(Layer.Weight.dtype).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    internal override Tensor WeightPart(Tensor weight, ScalarType type) =>
        zeros(weight.shape, dtype: type, device: weight.device).index_copy(0, Indices(rows), lora_rows.detach().to(type));

    /// <inheritdoc/>
    protected override Tensor Adapt(Tensor x)
    {
        using var scope = NewDisposeScope();
        return Layer.Module.forward(x).add(Part(x)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    private protected override void Register(IReadOnlyList<Parameter> factors)
    {
        lora_rows = factors[0];
        ConditionallyRegisterParameter(nameof(lora_rows), lora_rows);
    }

    /// <inheritdoc/>
    private protected override void ResetFactors()
    {
        using var untracked = no_grad();
        lora_rows.zero_();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            places?.Dispose();
        base.Dispose(disposing);
    }

    private Tensor Indices(long[] values) => tensor(values, device: Layer.Weight.device);

    // Where the row of a token is in the table.
    private Tensor Places()
    {
        var device = Layer.Weight.device;
        if (places is not null && places.device_type == Layer.Weight.device_type && places.device_index == Layer.Weight.device_index)
            return places;
        places?.Dispose();
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var made = full([Layer.InFeatures], rows.Length, dtype: ScalarType.Int64, device: device);
        made.index_copy_(0, Indices(rows), arange(rows.Length, dtype: ScalarType.Int64, device: device));
        return places = made.DetachFromDisposeScope();
    }
}
