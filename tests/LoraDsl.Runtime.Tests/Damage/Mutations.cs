using System.Text.Json.Nodes;
using LoraDsl.Checkpoints;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Damage;

/// <summary>Damages a safetensors file and the file of JSON beside it, each time in one of many ways.</summary>
internal sealed class Mutations(int seed)
{
    private static readonly string[] Values =
    [
        "null", "true", "\"\"", "\"x\"", "[]", "{}", "[null]", "0", "1", "2", "3", "-1", "0.5", "1e300", "1e999", "\"NaN\"", "\"Infinity\"",
        "2147483648", "4294967296", "9223372036854775807", "-9223372036854775808", "18446744073709551616",
    ];

    private readonly Random random = new(seed);

    /// <summary>Writes damaged copies.</summary>
    /// <returns>What was done.</returns>
    public string Damage(byte[] tensors, byte[] json, string tensorsFile, string jsonFile)
    {
        File.WriteAllBytes(tensorsFile, tensors);
        File.WriteAllBytes(jsonFile, json);
        return random.Next(8) switch
        {
            0 => ChangeBytes(tensorsFile, tensors, tensors.Length),
            1 => ChangeBytes(tensorsFile, tensors, Math.Min(tensors.Length, 8 + (int)BitConverter.ToUInt64(tensors))),
            2 => ChangeBytes(jsonFile, json, json.Length),
            3 => Shorten(random.Next(2) == 0 ? tensorsFile : jsonFile),
            4 or 5 => ChangeTensors(tensorsFile),
            _ => ChangeValue(jsonFile, json),
        };
    }

    private string ChangeBytes(string file, byte[] content, int end)
    {
        var changed = content.ToArray();
        var count = random.Next(1, 4);
        for (var index = 0; index < count; index++)
            changed[random.Next(end)] = (byte)random.Next(256);
        File.WriteAllBytes(file, changed);
        return $"{count} bytes of {Path.GetFileName(file)}";
    }

    private string Shorten(string file)
    {
        using var stream = File.OpenWrite(file);
        stream.SetLength(random.NextInt64(stream.Length));
        return $"{Path.GetFileName(file)} cut";
    }

    private string ChangeTensors(string file)
    {
        using var scope = NewDisposeScope();
        var tensors = SafetensorsFile.ReadAll(file);
        var name = tensors.Keys.ElementAt(random.Next(tensors.Count));
        var other = tensors.Keys.ElementAt(random.Next(tensors.Count));
        var value = tensors[name];
        var way = random.Next(8);
        switch (way)
        {
            case 0:
                tensors.Remove(name);
                break;
            case 1:
                tensors.Remove(name);
                tensors.Add(name + "x", value);
                break;
            case 2:
                (tensors[name], tensors[other]) = (tensors[other], value);
                break;
            case 3:
                tensors[name] = tensors[other].clone();
                break;
            case 4:
                tensors[name] = value.to(new[] { ScalarType.Float64, ScalarType.Float32, ScalarType.Float16, ScalarType.Int64, ScalarType.Bool, ScalarType.Byte }[random.Next(6)]);
                break;
            case 5:
                tensors[name] = random.Next(2) == 0 ? value.flatten() : value.unsqueeze(random.Next(2) == 0 ? 0 : -1);
                break;
            case 6:
                tensors[name] = value.dim() == 0 ? value.unsqueeze(0) : cat([value, value], random.Next((int)value.dim()));
                break;
            default:
                var dimension = value.dim() == 0 ? 0 : random.Next((int)value.dim());
                tensors[name] = value.dim() == 0 ? zeros(0) : value.narrow(dimension, 0, random.NextInt64(value.shape[dimension] + 1));
                break;
        }

        using var stream = File.Create(file);
        SafetensorsWriter.Write(stream, tensors, new Dictionary<string, string>());
        return $"tensor {name}, way {way}";
    }

    private string ChangeValue(string file, byte[] json)
    {
        var root = JsonNode.Parse(json)!;
        var places = Descendants(root).ToList();
        var place = places[random.Next(places.Count)];
        var path = place.GetPath();
        var value = Values[random.Next(Values.Length)];
        switch (place.Parent)
        {
            case JsonObject keys when random.Next(4) == 0:
                keys.Remove(place.GetPropertyName());
                value = "nothing";
                break;
            case JsonArray items when random.Next(3) == 0:
                items.Add(place.DeepClone());
                value = "twice";
                break;
            default:
                place.ReplaceWith(JsonNode.Parse(value));
                break;
        }

        File.WriteAllText(file, root.ToJsonString());
        return $"{path} = {value}";
    }

    private static IEnumerable<JsonNode> Descendants(JsonNode node)
    {
        var children = node switch
        {
            JsonObject keys => keys.Select(entry => entry.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var child in children.OfType<JsonNode>())
        {
            yield return child;
            foreach (var deeper in Descendants(child))
                yield return deeper;
        }
    }
}
