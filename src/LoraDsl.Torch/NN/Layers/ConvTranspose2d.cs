using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The transpose of a convolution over the last two dimensions.</summary>
public sealed class ConvTranspose2d : ConvolutionTranspose
{
    internal ConvTranspose2d(long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, long[] output_padding, long[] dilation, PaddingModes padding_mode, long groups, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(ConvTranspose2d), in_channels, out_channels, kernel_size, stride, padding, null, dilation, true, output_padding, groups, bias, padding_mode, device, dtype)
    {
    }

    /// <inheritdoc/>
    /// <param name="input">(N, C, H, W) or (C, H, W).</param>
    /// <param name="output_size">The size behind the channels, or of all dimensions; null leaves it to <see cref="Convolution.output_padding"/>.</param>
    public override Tensor forward(Tensor input, long[]? output_size)
    {
        if (!ValidateShape(input, 2))
            throw new ArgumentException($"ConvTranspose2d takes {input_channels} channels and 2 dimension(s) behind them, not ({string.Join(", ", input.shape)}).", nameof(input));
        return nn.functional.conv_transpose2d(input, _weight, _bias, stride, padding, _output_padding(input, output_size, kernel_size, stride, padding, dilation, 2), dilation, groups);
    }
}
