using TorchSharp.Utils;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Modules;

/// <summary>Attention of several heads side by side (Vaswani et al., 2017, arXiv 1706.03762).</summary>
public sealed class MultiheadAttention : nn.Module<Tensor, Tensor, Tensor, Tensor?, bool, Tensor?, Tuple<Tensor, Tensor>>
{
    private readonly long _width;
    private readonly long _heads;
    private readonly double _dropout;
    private readonly bool _addsZeros;

    // One matrix for all three where their inputs are of one size, else three.
    private readonly Parameter? in_proj_weight;
    private readonly Parameter? q_proj_weight;
    private readonly Parameter? k_proj_weight;
    private readonly Parameter? v_proj_weight;
    private readonly Parameter? in_proj_bias;
    private readonly Parameter? bias_k;
    private readonly Parameter? bias_v;

    [ComponentName(Name = "out_proj.weight")]
    private readonly Parameter _outputWeight;

    [ComponentName(Name = "out_proj.bias")]
    private readonly Parameter? _outputBias;

    internal MultiheadAttention(long embedded_dim, long num_heads, double dropout, bool bias, bool add_bias_kv, bool add_zero_attn, long kdim, long vdim)
        : base("torch::nn::MultiheadAttention")
    {
        if (embedded_dim <= 0 || num_heads <= 0 || embedded_dim % num_heads != 0)
            throw new ArgumentException($"embedded_dim must be a multiple of num_heads, but {embedded_dim} is none of {num_heads}.", nameof(embedded_dim));
        (_width, _heads, _dropout, _addsZeros) = (embedded_dim, num_heads, dropout, add_zero_attn);
        if (kdim == embedded_dim && vdim == embedded_dim)
        {
            in_proj_weight = Uniform(3 * embedded_dim, embedded_dim);
        }
        else
        {
            q_proj_weight = Uniform(embedded_dim, embedded_dim);
            k_proj_weight = Uniform(embedded_dim, kdim);
            v_proj_weight = Uniform(embedded_dim, vdim);
        }
        if (bias)
            in_proj_bias = new Parameter(zeros(3 * embedded_dim));
        if (add_bias_kv)
            (bias_k, bias_v) = (Normal(embedded_dim), Normal(embedded_dim));
        _outputWeight = new Parameter(empty(embedded_dim, embedded_dim));
        nn.init.kaiming_uniform_(_outputWeight, a: Math.Sqrt(5));
        if (bias)
            _outputBias = new Parameter(zeros(embedded_dim));
        RegisterComponents();
    }

    /// <inheritdoc cref="forward"/>
    public new Tuple<Tensor, Tensor> call(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask = null, bool need_weights = true, Tensor? attn_mask = null) =>
        base.call(query, key, value, key_padding_mask, need_weights, attn_mask);

    /// <summary>softmax(Q Kᵀ / √(E / heads) + masks) V for each head, and the heads' outputs mixed.</summary>
    /// <param name="query">(L, N, E), or (L, E) without a batch.</param>
    /// <param name="key">(S, N, kdim), or (S, kdim).</param>
    /// <param name="value">(S, N, vdim), or (S, vdim).</param>
    /// <param name="key_padding_mask">(N, S): true where a key is left out, or numbers that are added; or null.</param>
    /// <param name="need_weights">Whether the weights are wanted.</param>
    /// <param name="attn_mask">(L, S) or (N · heads, L, S): true where attention is forbidden, or numbers that are added; or null.</param>
    /// <returns>The output, (L, N, E), and the weights, a mean over the heads, (N, L, S); invalid where they are not wanted.</returns>
    /// <exception cref="ArgumentException">A shape is another.</exception>
    public override Tuple<Tensor, Tensor> forward(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask, bool need_weights, Tensor? attn_mask)
    {
        using var scope = NewDisposeScope();
        RequireShapes(query, key, value);
        var single = query.dim() == 2;
        if (single)
        {
            (query, key, value) = (query.unsqueeze(1), key.unsqueeze(1), value.unsqueeze(1));
            key_padding_mask = key_padding_mask?.unsqueeze(0);
        }
        var (q, k, v) = Project(query, key, value);
        if (bias_k is not null)
            (k, v) = (cat([k, bias_k.expand(1, k.shape[1], _width)]), cat([v, bias_v!.expand(1, v.shape[1], _width)]));
        (q, k, v) = (Split(q), Split(k), Split(v));
        if (_addsZeros)
            (k, v) = (cat([k, k.new_zeros(k.shape[0], 1, k.shape[2])], 1), cat([v, v.new_zeros(v.shape[0], 1, v.shape[2])], 1));

        var scores = (q * (1 / Math.Sqrt(_width / _heads))).bmm(k.transpose(1, 2));
        if (attn_mask is not null)
            scores = scores + Widened(attn_mask, scores);
        if (key_padding_mask is not null)
            scores = scores + Widened(key_padding_mask, scores).unsqueeze(1).repeat_interleave(_heads, 0);
        var weights = F.softmax(scores, -1);
        if (_dropout > 0 && training)
            weights = F.dropout(weights, _dropout);

        var mixed = weights.bmm(v).transpose(0, 1).reshape(query.shape[0], query.shape[1], _width);
        var output = F.linear(mixed, _outputWeight, _outputBias);
        var mean = need_weights ? weights.reshape(query.shape[1], _heads, query.shape[0], -1).mean([1]) : null;
        if (single)
            (output, mean) = (output.squeeze(1), mean?.squeeze(0));
        return Tuple.Create(output.MoveToOuterDisposeScope(), mean?.MoveToOuterDisposeScope() ?? Tensor.Undefined());
    }

    private (Tensor, Tensor, Tensor) Project(Tensor query, Tensor key, Tensor value)
    {
        if (in_proj_weight is not null && ReferenceEquals(query, key) && ReferenceEquals(key, value))
            return Three(F.linear(query, in_proj_weight, in_proj_bias).chunk(3, -1));
        var (q, k, v) = in_proj_weight is not null ? Three(in_proj_weight.chunk(3)) : (q_proj_weight!, k_proj_weight!, v_proj_weight!);
        if (in_proj_bias is null)
            return (F.linear(query, q), F.linear(key, k), F.linear(value, v));
        var (first, second, third) = Three(in_proj_bias.chunk(3));
        return (F.linear(query, q, first), F.linear(key, k, second), F.linear(value, v, third));
    }

    // (L, N, E) to (N · heads, L, E / heads).
    private Tensor Split(Tensor projected) =>
        projected.reshape(projected.shape[0], projected.shape[1] * _heads, _width / _heads).transpose(0, 1);

    // Truth values become -∞ where attention is forbidden; the keys that were added are allowed.
    private static Tensor Widened(Tensor mask, Tensor scores)
    {
        if (mask.dtype == ScalarType.Bool)
            mask = zeros_like(mask, dtype: scores.dtype).masked_fill(mask, double.NegativeInfinity);
        var added = scores.shape[^1] - mask.shape[^1];
        return added > 0 && added <= 2 ? F.pad(mask, [0, added]) : mask;
    }

    private static (Tensor, Tensor, Tensor) Three(Tensor[] parts) => (parts[0], parts[1], parts[2]);

    private static Parameter Uniform(long rows, long columns)
    {
        var weight = new Parameter(empty(rows, columns));
        nn.init.xavier_uniform_(weight);
        return weight;
    }

    private static Parameter Normal(long width)
    {
        var added = new Parameter(empty(1, 1, width));
        nn.init.xavier_normal_(added);
        return added;
    }

    private void RequireShapes(Tensor query, Tensor key, Tensor value)
    {
        var (keySize, valueSize) = (k_proj_weight?.shape[1] ?? _width, v_proj_weight?.shape[1] ?? _width);
        Require(query, nameof(query), query.dim(), _width);
        Require(key, nameof(key), query.dim(), keySize);
        Require(value, nameof(value), query.dim(), valueSize);
        if (key.shape[0] != value.shape[0])
            throw new ArgumentException($"There are {key.shape[0]} keys, but {value.shape[0]} values.", nameof(value));
    }

    private static void Require(Tensor input, string name, long dimensions, long size)
    {
        if (input.dim() != dimensions || input.dim() is not (2 or 3) || input.shape[^1] != size)
            throw new ArgumentException($"{name} must be (L, N, {size}), or (L, {size}) without a batch, as the query is; it is ({string.Join(", ", input.shape)}).", name);
    }
}
