using System.CommandLine;
using LoraDsl.Formats.Peft;
using LoraDsl.Tool.Files;
using LoraDsl.Tool.Numerics;
using LoraDsl.Tool.Results;
using Spectre.Console;
using static System.FormattableString;

namespace LoraDsl.Tool.Commands;

/// <summary>`lora trim`: an adapter of a smaller rank.</summary>
internal static class TrimCommand
{
    private static readonly Argument<string> Adapter = Verb.Path("ADAPTER", "The adapter's folder.");
    private static readonly Argument<string> Target = Verb.Path("OUT", "The folder of the trimmed adapter. It must not exist.");

    private static readonly Option<int> Rank = new("--rank")
    {
        Description = "The greatest rank that is left; layers of no more keep what they have.",
        Required = true,
    };

    private static readonly Option<bool> Prefix = new("--prefix")
    {
        Description = "Keep the first rows of A and columns of B and their α, which is DyLoRA's adapter of that rank, in place of the nearest product (a truncated singular value decomposition).",
    };

    public static Command Create() => Verb.Of(
        "trim",
        "Writes an adapter of a smaller rank: the nearest one, whose scaling is that of before, or DyLoRA's of that rank.",
        ["lora trim adapter/ small/ --rank 4", "lora trim dylora-adapter/ small/ --rank 4 --prefix"],
        [Adapter, Target, Rank, Prefix],
        (parsed, output) => output.Write(
            Trim(parsed.GetRequiredValue(Adapter), parsed.GetRequiredValue(Target), parsed.GetValue(Rank), parsed.GetValue(Prefix)),
            ResultJson.Default.Trim,
            Print));

    private static Trim Trim(string path, string target, int rank, bool prefix)
    {
        if (rank < 1)
            throw new ArgumentException(Invariant($"--rank is {rank}: an adapter has a rank of at least 1."));
        var adapter = AdapterFolder.Read(path);
        if (prefix && adapter.Config.PeftType == PeftNames.AdaLora)
            throw new InvalidDataException($"'{path}' is AdaLoRA's: --prefix is for adapters that DyLoRA trained, whose first ranks are an adapter by themselves.");
        if (adapter.Layers.FirstOrDefault(layer => LowRankProduct.Of(layer).Spectrum is null) is { } broken)
            throw new InvalidDataException($"'{path}' has values for '{broken.Path}' that are not finite, of which there is no nearest product: train it again from before they came.");
        var trimmed = adapter.Layers.Select(layer => layer.Rank <= rank ? layer : prefix ? FirstOf(layer, rank, adapter.Config.UseRankStabilized) : NearestTo(layer, rank)).ToList();
        TrimmedLayer[] described = [.. adapter.Layers.Zip(trimmed, (before, after) => new TrimmedLayer(before.Path, before.Rank, after.Rank, ErrorOf(before, after)))];
        OutputPlace.WriteFolder(target, folder => AdapterFolderWriter.Write(adapter, trimmed, folder));
        return new Trim(
            target,
            prefix ? "prefix" : "svd",
            adapter.Parameters,
            trimmed.Sum(layer => layer.Parameters),
            described,
            adapter.Description.Warnings);
    }

    // DyLoRA divides α by the rank that is in use.
    private static AdapterLayer FirstOf(AdapterLayer layer, int rank, bool rankStabilized) => layer with
    {
        A = layer.A.SubMatrix(0, rank, 0, layer.A.ColumnCount),
        B = layer.B.SubMatrix(0, layer.B.RowCount, 0, rank),
        Scaling = AdapterScaling.Of(layer.Alpha, rank, rankStabilized),
    };

    private static AdapterLayer NearestTo(AdapterLayer layer, int rank)
    {
        // Each factor takes the root of a singular value, so that neither trains faster than the other when training goes on.
        var product = new LowRankProduct(layer.B, layer.A);
        var roots = product.Spectrum!.Values.Take(rank).Select(Math.Sqrt).ToArray();
        var (a, b) = (product.RightVectors(rank), product.LeftVectors(rank));
        a.MapIndexedInplace((row, _, value) => value * roots[row]);
        b.MapIndexedInplace((_, column, value) => value * roots[column]);
        return layer with { A = a, B = b };
    }

    private static double ErrorOf(AdapterLayer before, AdapterLayer after)
    {
        var norm = LowRankProduct.Of(before).Spectrum!.FrobeniusNorm;
        return ReferenceEquals(before, after) || norm == 0
            ? 0
            : new LowRankProduct((before.B * before.Scaling).Append(after.B * -after.Scaling), before.A.Stack(after.A)).Spectrum?.FrobeniusNorm / norm ?? double.NaN;
    }

    private static void Print(Trim trim, IAnsiConsole console)
    {
        var table = Output.Table("layer", "rank", "trimmed", "error");
        foreach (var layer in trim.Layers)
            Output.Row(table, layer.Path, Invariant($"{layer.OldRank}"), Invariant($"{layer.NewRank}"), Invariant($"{100 * layer.RelativeError:0.00} %"));
        console.Write(table);
        Output.Warn(console, trim.Warnings);
        console.WriteLine(Invariant($"{trim.OldParameters:n0} parameters became {trim.NewParameters:n0}: {trim.Output}"));
    }
}
