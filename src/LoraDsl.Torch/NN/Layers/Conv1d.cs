using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Convolution over the last dimension.</summary>
public sealed class Conv1d : Convolution
{
    internal Conv1d(long in_channels, long out_channels, long kernel_size, long stride, long padding, Padding? padding_type, long dilation, PaddingModes padding_mode, long groups, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(Conv1d), in_channels, out_channels, [kernel_size], [stride], [padding], padding_type, [dilation], false, [0], groups, bias, padding_mode, device, dtype)
    {
    }

    /// <summary>(N, C, L) or (C, L) to the same with the output's channels and length.</summary>
    /// <exception cref="ArgumentException">The input has another number of dimensions or channels.</exception>
    public override Tensor forward(Tensor input)
    {
        if (!ValidateShape(input, 1))
            throw new ArgumentException($"Conv1d takes ([N,] {input_channels}, L), not ({string.Join(", ", input.shape)}).", nameof(input));
        if (padding_mode is not (PaddingModes.Zeros or PaddingModes.Constant))
        {
            using var padded = nn.functional.pad(input, _reversed_padding_repeated_twice, padding_mode);
            return nn.functional.conv1d(padded, _weight, _bias, stride[0], 0, dilation[0], groups);
        }
        return padding_type is { } type
            ? nn.functional.conv1d_padding(input, _weight, _bias, stride[0], type, dilation[0], groups)
            : nn.functional.conv1d(input, _weight, _bias, stride[0], padding[0], dilation[0], groups);
    }
}
