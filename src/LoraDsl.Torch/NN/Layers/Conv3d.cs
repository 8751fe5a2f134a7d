using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Convolution over the last three dimensions.</summary>
public sealed class Conv3d : Convolution
{
    internal Conv3d(long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, Padding? padding_type, long[] dilation, PaddingModes padding_mode, long groups, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(Conv3d), in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, false, [0, 0, 0], groups, bias, padding_mode, device, dtype)
    {
    }

    /// <summary>(N, C, D, H, W) or (C, D, H, W) to the same with the output's channels and sizes.</summary>
    /// <exception cref="ArgumentException">The input has another number of dimensions or channels.</exception>
    public override Tensor forward(Tensor input)
    {
        if (!ValidateShape(input, 3))
            throw new ArgumentException($"Conv3d takes ([N,] {input_channels}, D, H, W), not ({string.Join(", ", input.shape)}).", nameof(input));
        if (padding_mode is not (PaddingModes.Zeros or PaddingModes.Constant))
        {
            using var padded = nn.functional.pad(input, _reversed_padding_repeated_twice, padding_mode);
            return nn.functional.conv3d(padded, _weight, _bias, stride, [0, 0, 0], dilation, groups);
        }
        return padding_type is { } type
            ? nn.functional.conv3d_padding(input, _weight, _bias, stride, type, dilation, groups)
            : nn.functional.conv3d(input, _weight, _bias, stride, padding, dilation, groups);
    }
}
