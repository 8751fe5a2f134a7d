using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The transpose of a convolution over the last three dimensions.</summary>
public sealed class ConvTranspose3d : ConvolutionTranspose
{
    internal ConvTranspose3d(long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, long[] output_padding, long[] dilation, PaddingModes padding_mode, long groups, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(ConvTranspose3d), in_channels, out_channels, kernel_size, stride, padding, null, dilation, true, output_padding, groups, bias, padding_mode, device, dtype)
    {
    }

    /// <inheritdoc/>
    /// <param name="input">(N, C, D, H, W) or (C, D, H, W).</param>
    /// <param name="output_size">The size behind the channels, or of all dimensions; null leaves it to <see cref="Convolution.output_padding"/>.</param>
    public override Tensor forward(Tensor input, long[]? output_size)
    {
        if (!ValidateShape(input, 3))
            throw new ArgumentException($"ConvTranspose3d takes {input_channels} channels and 3 dimension(s) behind them, not ({string.Join(", ", input.shape)}).", nameof(input));
        return nn.functional.conv_transpose3d(input, _weight, _bias, stride, padding, _output_padding(input, output_size, kernel_size, stride, padding, dilation, 3), dilation, groups);
    }
}
