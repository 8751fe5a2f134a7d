using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Convolution over the last two dimensions.</summary>
public sealed class Conv2d : Convolution
{
    internal Conv2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride, (long, long)? padding, Padding? padding_type, (long, long)? dilation, PaddingModes padding_mode, long groups, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(Conv2d), in_channels, out_channels, Sides(kernel_size), Sides(stride ?? (1, 1)), Sides(padding ?? (0, 0)), padding_type, Sides(dilation ?? (1, 1)), false, [0, 0], groups, bias, padding_mode, device, dtype)
    {
    }

    /// <summary>(N, C, H, W) or (C, H, W) to the same with the output's channels and sizes.</summary>
    /// <exception cref="ArgumentException">The input has another number of dimensions or channels.</exception>
    public override Tensor forward(Tensor input)
    {
        if (!ValidateShape(input, 2))
            throw new ArgumentException($"Conv2d takes ([N,] {input_channels}, H, W), not ({string.Join(", ", input.shape)}).", nameof(input));
        if (padding_mode is not (PaddingModes.Zeros or PaddingModes.Constant))
        {
            using var padded = nn.functional.pad(input, _reversed_padding_repeated_twice, padding_mode);
            return nn.functional.conv2d(padded, _weight, _bias, stride, [0, 0], dilation, groups);
        }
        return padding_type is { } type
            ? nn.functional.conv2d_padding(input, _weight, _bias, stride, type, dilation, groups)
            : nn.functional.conv2d(input, _weight, _bias, stride, padding, dilation, groups);
    }

    private static long[] Sides((long, long) pair) => [pair.Item1, pair.Item2];
}
