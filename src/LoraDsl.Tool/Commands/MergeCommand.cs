using System.CommandLine;
using LoraDsl.Formats.Files;
using LoraDsl.Formats.Safetensors;
using LoraDsl.Tool.Files;
using LoraDsl.Tool.Numerics;
using LoraDsl.Tool.Results;
using Spectre.Console;
using static System.FormattableString;

namespace LoraDsl.Tool.Commands;

/// <summary>`lora merge`: a base with an adapter folded into its weights.</summary>
internal static class MergeCommand
{
    private static readonly Argument<string> Base = Verb.Path("BASE", "The base: a safetensors file, or a folder with one or with its parts.");
    private static readonly Argument<string> Adapter = Verb.Path("ADAPTER", "The adapter's folder.");
    private static readonly Argument<string> Target = Verb.Path("OUT", "Where the merged model goes: a file for a file, a folder for a folder. It must not exist.");

    public static Command Create() => Verb.Of(
        "merge",
        "Writes a base with W + s·B·A in place of each adapted weight W, computed in float64 and rounded once to the weight's type; of LoRS the zeros stay zeros. "
            + "From a folder everything else is copied, too.",
        ["lora merge base.safetensors adapter/ merged.safetensors", "lora merge llama/ adapter/ llama-merged/"],
        [Base, Adapter, Target],
        (parsed, output) => output.Write(
            Merge(parsed.GetRequiredValue(Base), parsed.GetRequiredValue(Adapter), parsed.GetRequiredValue(Target)), ResultJson.Default.Merge, Print));

    private static Merge Merge(string basePath, string adapterPath, string target)
    {
        var adapter = AdapterFolder.Read(adapterPath);
        using var checkpoint = Checkpoint.Open(basePath);
        var names = checkpoint.Names.ToList();
        var layers = new Dictionary<string, AdapterLayer>(StringComparer.Ordinal);
        foreach (var layer in adapter.Layers)
        {
            var name = WeightOf(layer, names, basePath);
            if (!layers.TryAdd(name, layer))
                throw new InvalidDataException($"'{layers[name].Path}' and '{layer.Path}' both adapt '{name}': is it an adapter of another model?");
        }

        if (File.Exists(basePath))
            OutputPlace.WriteFile(target, stream => Write(checkpoint.Files[0], layers, stream));
        else
            OutputPlace.WriteFolder(target, folder => WriteFolder(basePath, checkpoint, layers, folder));
        return new Merge(target, [.. layers.Keys.Order(StringComparer.Ordinal)], names.Count - layers.Count);
    }

    private static string WeightOf(AdapterLayer layer, List<string> names, string basePath)
    {
        var exact = $"{layer.Path}.weight";
        if (names.Contains(exact))
            return exact;

        // A checkpoint of the inner model lacks the outer one's name in front: `h.0.…` for `transformer.h.0.…`.
        var inner = names.Where(name => exact.EndsWith("." + name, StringComparison.Ordinal)).ToList();
        return inner.Count == 1
            ? inner[0]
            : throw new InvalidDataException($"'{basePath}' has no '{exact}': is it the base of this adapter?");
    }

    private static void WriteFolder(string source, Checkpoint checkpoint, Dictionary<string, AdapterLayer> layers, string target)
    {
        foreach (var file in checkpoint.Files)
        {
            using var stream = new FileStream(Path.Combine(target, Path.GetFileName(file.Path)), FileMode.CreateNew, FileAccess.Write);
            Write(file, layers, stream);
            stream.Flush(flushToDisk: true);
        }

        foreach (var other in Directory.EnumerateFiles(source).Where(path => !path.EndsWith(".safetensors", StringComparison.Ordinal)))
        {
            RegularFile.Require(other);
            File.Copy(other, Path.Combine(target, Path.GetFileName(other)));
        }
    }

    // The merged file has the base's header, byte for byte: names, types, shapes and places stay.
    private static void Write(TensorFile file, Dictionary<string, AdapterLayer> layers, Stream stream)
    {
        var copied = 0L;
        foreach (var entry in file.Header.Entries.Where(entry => layers.ContainsKey(entry.Name)).OrderBy(entry => entry.Position))
        {
            file.CopyTo(stream, copied, entry.Position);
            WriteMerged(file, entry, layers[entry.Name], stream);
            copied = entry.Position + entry.Length;
        }

        file.CopyTo(stream, copied, file.Length);
    }

    private static void WriteMerged(TensorFile file, SafetensorsEntry entry, AdapterLayer layer, Stream stream)
    {
        var merge = new WeightMerge(layer, entry.Shape);
        file.EachBlock(entry, (first, values) =>
        {
            merge.Add(first, values);
            if (Array.Exists(values, value => !ElementCodec.Holds(entry.Type, value)))
                throw new InvalidDataException($"merging '{layer.Path}' gives '{entry.Name}' values that are not finite as {entry.Type}: look for NaN in the adapter, or merge into a base of a wider type.");
            stream.Write(ElementCodec.Encode(entry.Type, values));
        });
    }

    private static void Print(Merge merge, IAnsiConsole console) =>
        console.WriteLine(Invariant($"{merge.Merged.Count} weights merged, {merge.Copied} tensors copied as they were: {merge.Output}"));
}
