using System.Runtime.InteropServices;
using Onnx;

namespace MiniLm;

/// <summary>The weights of an ONNX graph under the names that they have in Hugging Face's checkpoint.</summary>
internal static class OnnxWeights
{
    /// <summary>
    /// Reads them. The exporter keeps the names of all but the matrices of products: those are anonymous, and transposed. The bias that is added to a
    /// product has kept its own, which tells the matrix's.
    /// </summary>
    public static SortedDictionary<string, (long[] Shape, float[] Values)> Read(byte[] onnx)
    {
        var graph = ModelProto.Parser.ParseFrom(onnx).Graph;
        var initializers = graph.Initializer.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        var biases = graph.Node.Where(node => node.OpType == "Add").SelectMany(node => new[] { (Added: node.Input[0], Bias: node.Input[1]), (Added: node.Input[1], Bias: node.Input[0]) })
            .Where(pair => initializers.ContainsKey(pair.Bias))
            .ToDictionary(pair => pair.Added, pair => pair.Bias, StringComparer.Ordinal);
        var weights = new SortedDictionary<string, (long[], float[])>(StringComparer.Ordinal);
        foreach (var node in graph.Node.Where(node => node.OpType == "MatMul" && initializers.ContainsKey(node.Input[1])))
        {
            var matrix = initializers[node.Input[1]];
            weights.Add(biases[node.Output[0]][..^"bias".Length] + "weight", Transposed(matrix.Dims[0], matrix.Dims[1], Values(matrix)));
            initializers.Remove(node.Input[1]);
        }

        foreach (var (name, tensor) in initializers.Where(entry => entry.Key.EndsWith(".weight", StringComparison.Ordinal) || entry.Key.EndsWith(".bias", StringComparison.Ordinal)))
            weights.Add(name, ([.. tensor.Dims], Values(tensor)));
        return weights;
    }

    private static float[] Values(TensorProto tensor) => tensor.DataType == (int)TensorProto.Types.DataType.Float
        ? MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray()
        : throw new InvalidDataException($"'{tensor.Name}' is not of float32.");

    private static (long[] Shape, float[] Values) Transposed(long rows, long columns, float[] values)
    {
        var turned = new float[values.Length];
        for (var row = 0L; row < rows; row++)
        {
            for (var column = 0L; column < columns; column++)
                turned[column * rows + row] = values[row * columns + column];
        }

        return ([columns, rows], turned);
    }
}
