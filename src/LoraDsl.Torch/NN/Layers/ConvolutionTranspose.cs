using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The base of transposed convolutions: weight of shape (in, out / groups, kernel…), bias (out).</summary>
public abstract class ConvolutionTranspose : Convolution
{
    /// <summary>A transposed convolution with first values as in PyTorch.</summary>
    /// <exception cref="ArgumentException">The groups do not divide the channels, or what is padded with are not zeros.</exception>
    protected ConvolutionTranspose(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, Padding? padding_type, long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null)
        : base(name, in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, transposed, output_padding, groups, bias, padding_mode, device, dtype)
    {
        if (padding_mode != PaddingModes.Zeros)
            throw new ArgumentException($"{name} pads with zeros only, not by {padding_mode}.", nameof(padding_mode));
    }

    /// <summary>The output in its own size.</summary>
    public override Tensor forward(Tensor input) => forward(input, null);

    /// <summary>The output in a size of one's choice.</summary>
    /// <param name="input">(N, C, …) or (C, …).</param>
    /// <param name="output_size">The size behind the channels, or of all dimensions; null leaves it to <see cref="Convolution.output_padding"/>.</param>
    /// <exception cref="ArgumentException">No output of that size is possible.</exception>
    public abstract Tensor forward(Tensor input, long[]? output_size);

    /// <summary>What has to be added behind the output for it to have a size.</summary>
    /// <exception cref="ArgumentException">No output of that size is possible.</exception>
    protected long[] _output_padding(Tensor input, long[]? output_size, long[] kernel_size, long[] stride, long[] padding, long[] dilation, long num_spatial_dims)
    {
        if (output_size is null)
            return output_padding;
        var wanted = output_size[^(int)num_spatial_dims..];
        var sizes = input.shape[^(int)num_spatial_dims..];
        var added = new long[wanted.Length];
        for (var i = 0; i < added.Length; i++)
        {
            var least = ((sizes[i] - 1) * stride[i]) - (2 * padding[i]) + (dilation[i] * (kernel_size[i] - 1)) + 1;
            added[i] = wanted[i] - least;
            if (added[i] < 0 || added[i] >= stride[i])
                throw new ArgumentException($"The output's size {i + 1} can be {least} to {least + stride[i] - 1}, not {wanted[i]}.", nameof(output_size));
        }
        return added;
    }
}
