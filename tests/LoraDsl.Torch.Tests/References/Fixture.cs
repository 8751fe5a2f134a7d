using System.Runtime.InteropServices;
using System.Text.Json;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.References;

/// <summary>What PyTorch computed: the files that make_references.py writes.</summary>
internal sealed class Fixture
{
    private readonly Dictionary<string, List<ReferenceCase>> cases = [];
    private readonly byte[] values;
    private int position;

    private Fixture(string folder)
    {
        values = File.ReadAllBytes(Path.Combine(folder, "values.bin"));
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "cases.json")));
        foreach (var line in document.RootElement.EnumerateArray())
        {
            var key = Key(line.GetProperty("family").GetString()!, line.GetProperty("op").GetString()!);
            var read = new ReferenceCase(Read(line.GetProperty("inputs")), Read(line.GetProperty("outputs")), Read(line.GetProperty("gradients")));
            if (!cases.TryGetValue(key, out var list))
                cases.Add(key, list = []);
            list.Add(read);
        }

        if (position != values.Length)
            throw new InvalidDataException($"cases.json describes {position} bytes, but values.bin has {values.Length}.");
    }

    /// <summary>The committed one.</summary>
    public static Fixture Committed { get; } = new(Path.Combine(AppContext.BaseDirectory, "References"));

    /// <summary>Operators as "family/operator".</summary>
    public IReadOnlyCollection<string> Operators => cases.Keys;

    public static Fixture From(string folder) => new(folder);

    public static string Key(string family, string name) => $"{family}/{name}";

    public IReadOnlyList<ReferenceCase> Cases(string key) => cases[key];

    private ReferenceArray[] Read(JsonElement described) => [.. described.EnumerateArray().Select(Read1)];

    private ReferenceArray Read1(JsonElement described)
    {
        var dtype = described[0].GetString()!;
        long[] shape = [.. described[1].EnumerateArray().Select(size => size.GetInt64())];
        var count = (int)shape.Aggregate(1L, (product, size) => product * size);
        return dtype switch
        {
            "float64" => new(ScalarType.Float64, shape, Take<double>(count)),
            "float32" => new(ScalarType.Float32, shape, Widen(Take<float>(count))),
            "float16" => new(ScalarType.Float16, shape, Widen(Take<float>(count))),
            "bfloat16" => new(ScalarType.BFloat16, shape, Widen(Take<float>(count))),
            "int64" => new(ScalarType.Int64, shape, [.. Take<long>(count).Select(value => (double)value)]),
            "int8" => new(ScalarType.Int8, shape, [.. Take<sbyte>(count).Select(value => (double)value)]),
            "uint8" => new(ScalarType.Byte, shape, [.. Take<byte>(count).Select(value => (double)value)]),
            "bool" => new(ScalarType.Bool, shape, [.. Take<byte>(count).Select(value => (double)value)]),
            _ => throw new InvalidDataException($"cases.json names the type {dtype}, which has no reader."),
        };
    }

    private T[] Take<T>(int count) where T : unmanaged
    {
        var taken = MemoryMarshal.Cast<byte, T>(values.AsSpan(position, count * Marshal.SizeOf<T>())).ToArray();
        position += count * Marshal.SizeOf<T>();
        return taken;
    }

    private static double[] Widen(float[] narrow) => [.. narrow.Select(value => (double)value)];
}
