using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Channels regrouped: as a (groups, C / groups) table read by columns (arXiv 1707.01083).</summary>
public sealed class ChannelShuffle : ParameterLessModule<Tensor, Tensor>
{
    internal ChannelShuffle(long groups)
        : base(nameof(ChannelShuffle))
    {
        this.groups = groups;
    }

    /// <summary>The number of groups.</summary>
    public long groups { get; set; }

    /// <summary>(N, C, …) to the same shape.</summary>
    public override Tensor forward(Tensor tensor) => tensor.channel_shuffle(groups);

    /// <summary>The name of the class.</summary>
    public override string GetName() => nameof(ChannelShuffle);
}
