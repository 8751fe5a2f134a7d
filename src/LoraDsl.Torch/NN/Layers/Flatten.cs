using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Makes one dimension of a range of dimensions.</summary>
public sealed class Flatten : ParameterLessModule<Tensor, Tensor>
{
    private static readonly Operator FlattenInts = new("aten::flatten", "using_ints");

    internal Flatten(long start_dim, long end_dim)
        : base(nameof(Flatten))
    {
        this.start_dim = start_dim;
        this.end_dim = end_dim;
    }

    /// <summary>The first dimension of the range.</summary>
    public long start_dim { get; set; }

    /// <summary>The last dimension of the range.</summary>
    public long end_dim { get; set; }

    /// <summary>(a, b, c, …) to (a, b·c·…) with the defaults.</summary>
    public override Tensor forward(Tensor input) => FlattenInts.Call(input, start_dim, end_dim);
}
