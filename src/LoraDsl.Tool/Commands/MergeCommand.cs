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
        var adapter = AdapterFolder.Read(adapterPath, MergePlan.Supported);
        using var checkpoint = Checkpoint.Open(basePath);
        var plan = new MergePlan(adapter, checkpoint);
        var changes = plan.Changes;
        if (File.Exists(basePath))
            OutputPlace.WriteFile(target, stream => Write(checkpoint.Files[0], changes, stream));
        else
            OutputPlace.WriteFolder(target, folder => WriteFolder(basePath, checkpoint, changes, folder));
        return new Merge(target, [.. changes.Keys.Order(StringComparer.Ordinal)], checkpoint.Names.Count() - changes.Count, plan.Warnings);
    }

    private static void WriteFolder(string source, Checkpoint checkpoint, IReadOnlyDictionary<string, TensorChange> changes, string target)
    {
        foreach (var file in checkpoint.Files)
        {
            using var stream = new FileStream(Path.Combine(target, Path.GetFileName(file.Path)), FileMode.CreateNew, FileAccess.Write);
            Write(file, changes, stream);
            stream.Flush(flushToDisk: true);
        }

        foreach (var other in Directory.EnumerateFiles(source).Where(path => !path.EndsWith(".safetensors", StringComparison.Ordinal)))
        {
            RegularFile.Require(other);
            File.Copy(other, Path.Combine(target, Path.GetFileName(other)));
        }
    }

    // The merged file has the base's header, byte for byte: names, types, shapes and places stay.
    private static void Write(TensorFile file, IReadOnlyDictionary<string, TensorChange> changes, Stream stream)
    {
        var copied = 0L;
        foreach (var entry in file.Header.Entries.Where(entry => changes.ContainsKey(entry.Name)).OrderBy(entry => entry.Position))
        {
            file.CopyTo(stream, copied, entry.Position);
            WriteMerged(file, entry, changes[entry.Name], stream);
            copied = entry.Position + entry.Length;
        }

        file.CopyTo(stream, copied, file.Length);
    }

    private static void WriteMerged(TensorFile file, SafetensorsEntry entry, TensorChange change, Stream stream)
    {
        var merge = change.Layer is { } layer ? new WeightMerge(layer, change.IsTransposed) : null;
        var columns = (int)entry.Shape.Skip(1).Aggregate(1L, (product, size) => product * size);
        file.EachBlock(entry, (first, values) =>
        {
            change.Apply(first, values, columns, merge);
            if (Array.Exists(values, value => !ElementCodec.Holds(entry.Type, value)))
                throw new InvalidDataException($"merging '{change.Path}' gives '{entry.Name}' values that are not finite as {entry.Type}: look for NaN in the adapter, or merge into a base of a wider type.");
            stream.Write(ElementCodec.Encode(entry.Type, values));
        });
    }

    private static void Print(Merge merge, IAnsiConsole console)
    {
        console.WriteLine(Invariant($"{merge.Merged.Count} weights merged, {merge.Copied} tensors copied as they were: {merge.Output}"));
        Output.Warn(console, merge.Warnings);
    }
}
