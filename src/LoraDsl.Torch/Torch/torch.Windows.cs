using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The Bartlett window, a triangle; a periodic one is the first part of the symmetric one that is longer by one.</summary>
    public static Tensor bartlett_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Bartlett.Call(len, periodic, dtype, Value.None, InitializeDevice(device)), requires_grad);

    /// <summary>The Blackman window: 0.42 - 0.5 cos + 0.08 cos of twice the angle.</summary>
    /// <inheritdoc cref="bartlett_window"/>
    public static Tensor blackman_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Blackman.Call(len, periodic, dtype, Value.None, InitializeDevice(device)), requires_grad);

    /// <summary>The Hann window: 0.5 - 0.5 cos.</summary>
    /// <inheritdoc cref="bartlett_window"/>
    public static Tensor hann_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Hann.Call(len, periodic, dtype, Value.None, InitializeDevice(device)), requires_grad);

    /// <summary>The Hamming window: alpha - beta cos.</summary>
    /// <inheritdoc cref="bartlett_window"/>
    public static Tensor hamming_window(long len, bool periodic = true, float alpha = 0.54f, float beta = 0.46f, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Hamming.Call(len, periodic, alpha, beta, dtype, Value.None, InitializeDevice(device)), requires_grad);

    /// <summary>The Kaiser window of shape beta.</summary>
    /// <inheritdoc cref="bartlett_window"/>
    public static Tensor kaiser_window(long len, bool periodic = true, float beta = 12, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Kaiser.Call(len, periodic, beta, dtype, Value.None, InitializeDevice(device)), requires_grad);

    /// <summary>Unset elements at given distances in memory.</summary>
    /// <param name="size">The shape.</param>
    /// <param name="strides">For each dimension the distance of neighbours, in elements.</param>
    /// <param name="dtype">The element type; the default one where null.</param>
    /// <param name="device">The device; the default one where null.</param>
    /// <param name="requires_grad">Whether gradients are recorded.</param>
    /// <param name="names">Must be null.</param>
    public static Tensor empty_strided(long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(EmptyStrided.Call(size, strides, dtype, Value.None, InitializeDevice(device)), requires_grad, names);

    private static readonly Operator Bartlett = new("aten::bartlett_window", "periodic");
    private static readonly Operator Blackman = new("aten::blackman_window", "periodic");
    private static readonly Operator EmptyStrided = new("aten::empty_strided");
    private static readonly Operator Hamming = new("aten::hamming_window", "periodic_alpha_beta");
    private static readonly Operator Hann = new("aten::hann_window", "periodic");
    private static readonly Operator Kaiser = new("aten::kaiser_window", "beta");
}
