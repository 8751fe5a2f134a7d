using System.Globalization;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Writes a tensor for a person: shape, type and device, then its elements, the middle of long dimensions left out.</summary>
internal static class TensorPrinter
{
    private const int Shown = 6;
    private const int Edge = 3;

    public static string Describe(Tensor tensor) =>
        $"[{string.Join("x", tensor.shape)}], type = {tensor.dtype}, device = {tensor.device}";

    public static string Print(Tensor tensor)
    {
        if (tensor.is_meta || tensor.is_sparse)
            return Describe(tensor);
        using var scope = NewDisposeScope();
        var values = tensor.detach().cpu();
        var text = new StringBuilder(Describe(tensor));
        if (values.ndim == 0)
            return text.Append(", value = ").Append(Format(values)).ToString();
        text.Append('\n');
        Append(text, values, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Tensor values, int depth)
    {
        text.Append('[');
        var count = values.shape[0];
        for (var i = 0L; i < count; i++)
        {
            if (i > 0)
                text.Append(values.ndim == 1 ? " " : "\n" + new string(' ', depth + 1));
            if (count > Shown && i == Edge)
            {
                text.Append("...");
                i = count - Edge - 1;
                continue;
            }

            var row = values.select(0, i);
            if (row.ndim == 0)
                text.Append(Format(row));
            else
                Append(text, row, depth + 1);
        }

        text.Append(']');
    }

    private static string Format(Tensor element) => element.dtype switch
    {
        ScalarType.Bool => element.ToBoolean() ? "true" : "false",
        _ when element.is_floating_point() => element.ToDouble().ToString("G5", CultureInfo.InvariantCulture),
        _ when element.is_integral() => element.ToInt64().ToString(CultureInfo.InvariantCulture),
        _ => "?",
    };
}
