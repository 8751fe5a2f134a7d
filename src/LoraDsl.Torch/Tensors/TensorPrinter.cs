using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Describes a tensor for a person: its shape, type and device, and the value of one without dimensions.</summary>
internal static class TensorPrinter
{
    public static string Describe(Tensor tensor)
    {
        var text = $"[{string.Join("x", tensor.shape)}], type = {tensor.dtype}, device = {tensor.device}";
        return tensor.ndim == 0 && !tensor.is_meta && !tensor.is_sparse ? $"{text}, value = {Value(tensor)}" : text;
    }

    private static string Value(Tensor element) => element.dtype switch
    {
        ScalarType.Bool => element.ToBoolean() ? "true" : "false",
        _ when element.is_floating_point() => element.ToDouble().ToString("G5", CultureInfo.InvariantCulture),
        _ when element.is_integral() => element.ToInt64().ToString(CultureInfo.InvariantCulture),
        _ => "?",
    };
}
