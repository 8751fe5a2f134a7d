using LoraDsl.Formats.Peft;
using LoraDsl.Formats.Safetensors;
using MathNet.Numerics.LinearAlgebra;

namespace LoraDsl.Tool.Files;

/// <summary>An adapter folder in PEFT's layout, read without a model.</summary>
internal sealed class AdapterFolder
{
    private AdapterFolder(AdapterDescription description, TensorFile file)
    {
        Description = description;
        Layers = [.. description.Layers.Select(layer => Read(description.Folder, layer, file))];
        Extras = [.. description.Extras.Select(extra => (extra, file.Matrix(extra.Entry)))];
    }

    public string Path => Description.Folder;

    public PeftConfig Config => Description.Config;

    /// <summary>What the two files say.</summary>
    public AdapterDescription Description { get; }

    /// <summary>The layers, in the order of their paths.</summary>
    public IReadOnlyList<AdapterLayer> Layers { get; }

    /// <summary>What the file holds besides factors, and its values; the first dimension are the rows.</summary>
    public IReadOnlyList<(ExtraTensor Tensor, Matrix<double> Values)> Extras { get; }

    /// <summary>Values of all factors.</summary>
    public long Parameters => Layers.Sum(layer => layer.Parameters);

    /// <summary>Reads a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="supported">What the command can do besides factors.</param>
    /// <exception cref="FileNotFoundException">The folder lacks one of the two files.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or asks for what is not supported.</exception>
    public static AdapterFolder Read(string path, PeftFeatures supported = PeftFeatures.None)
    {
        AdapterPlaces.Require(path);
        var config = PeftConfig.Read(AdapterPlaces.Config(path), supported);
        using var file = new TensorFile(AdapterPlaces.Weights(path));
        return new AdapterFolder(AdapterDescription.Of(path, config, file.Header), file);
    }

    private static AdapterLayer Read(string folder, DescribedLayer layer, TensorFile file)
    {
        var (a, b) = (file.Matrix(layer.A), file.Matrix(layer.B));
        if (a.RowCount != b.ColumnCount)
            throw Misshapen(folder, layer);
        if (layer.SingularValues is { } values)
        {
            var sigma = file.Matrix(values);
            b.MapIndexedInplace((_, column, value) => value * sigma[column, 0]);
        }

        return new AdapterLayer(layer.Path, KindOf(folder, layer), a, b, layer.Alpha, layer.Scaling, layer.KeepsZeros)
        {
            ShapeOfA = layer.A.Shape,
            ShapeOfB = layer.B.Shape,
            Type = layer.A.Type,
            StartFromBase = layer.StartFromBase,
        };
    }

    private static LayerKind KindOf(string folder, DescribedLayer layer) => (layer.IsEmbedding, layer.A.Shape.Length) switch
    {
        (true, 2) => LayerKind.Embedding,
        (false, 2) => LayerKind.Linear,
        (false, 3) => LayerKind.Conv1d,
        (false, 4) => LayerKind.Conv2d,
        (false, 5) => LayerKind.Conv3d,
        _ => throw Misshapen(folder, layer),
    };

    // B of a convolution of several groups has a part of the ranks for each of them.
    private static InvalidDataException Misshapen(string folder, DescribedLayer layer) =>
        new($"'{folder}' has factors for '{layer.Path}' that do not fit each other{(layer.A.Shape.Length > 2 && layer.Rank % Math.Max(1, layer.B.Shape[1]) == 0 ? ", unless it is a convolution of groups, which is not supported" : "")}: A is of shape {Text(layer.A)}, B of {Text(layer.B)}.");

    private static string Text(SafetensorsEntry entry) => $"({string.Join(", ", entry.Shape)})";
}
