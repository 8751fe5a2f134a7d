using System.CommandLine;
using LoraDsl.Tool.Files;
using LoraDsl.Tool.Numerics;
using LoraDsl.Tool.Results;
using Spectre.Console;
using static System.FormattableString;

namespace LoraDsl.Tool.Commands;

/// <summary>`lora inspect`: what an adapter file holds.</summary>
internal static class InspectCommand
{
    private static readonly Argument<string> Adapter = Verb.Path("ADAPTER", "The adapter's folder, in PEFT's layout.");

    public static Command Create() => Verb.Of(
        "inspect",
        "Shows an adapter's ranks, parameters, norms and spectra, and the base that it wants.",
        ["lora inspect adapter/", "lora inspect adapter/ --json | jq '.layers[] | select(.effective_rank < .rank) | .path'"],
        [Adapter],
        (parsed, output) => output.Write(Inspect(parsed.GetRequiredValue(Adapter)), ResultJson.Default.Inspection, Print));

    private static Inspection Inspect(string path)
    {
        var folder = AdapterFolder.Read(path, MergePlan.Supported);
        return new Inspection(
            path,
            folder.Config.PeftType,
            folder.Config.BaseModelNameOrPath,
            folder.Config.TaskType,
            folder.Layers.Count == 0 ? "" : folder.Layers[0].Type,
            folder.Config.UseRankStabilized,
            folder.Config.LoraDropout,
            folder.Parameters,
            folder.Layers.Sum(layer => layer.Rank),
            folder.Config.Initialization is "pissa" or "olora" ? folder.Config.Initialization : null,
            [.. folder.Description.Extras.Select(extra => extra.Entry.Name)],
            folder.Description.Warnings,
            [.. folder.Layers.Select(Describe)]);
    }

    private static InspectedLayer Describe(AdapterLayer layer)
    {
        var spectrum = LowRankProduct.Of(layer).Spectrum;
        return new InspectedLayer(
            layer.Path,
            layer.Kind.ToString(),
            layer.A.ColumnCount,
            layer.B.RowCount,
            layer.Rank,
            layer.Alpha,
            layer.Scaling,
            layer.Masked,
            layer.Parameters,
            spectrum is not null,
            spectrum?.FrobeniusNorm,
            spectrum?.EffectiveRank,
            spectrum?.RankHolding(0.9),
            spectrum?.Values ?? []);
    }

    private static void Print(Inspection inspection, IAnsiConsole console)
    {
        var table = Output.Table("layer", "kind", "in", "out", "rank", "scaling", "parameters", "norm", "sigma 1", "effective", "rank 90");
        foreach (var layer in inspection.Layers)
        {
            Output.Row(
                table,
                layer.Path,
                layer.Masked ? $"{layer.Kind}, masked" : layer.Kind,
                Invariant($"{layer.Inputs}"),
                Invariant($"{layer.Outputs}"),
                Invariant($"{layer.Rank}"),
                Invariant($"{layer.Scaling:0.###}"),
                Invariant($"{layer.Parameters:n0}"),
                layer.Finite ? Invariant($"{layer.Norm:0.000e+0}") : "not finite",
                Invariant($"{(layer.Spectrum.Count > 0 ? layer.Spectrum[0] : (double?)null):0.000e+0}"),
                Invariant($"{layer.EffectiveRank}"),
                Invariant($"{layer.Rank90}"));
        }

        console.WriteLine(Invariant($"{inspection.Method} of {inspection.Layers.Count} layers, ranks {inspection.TotalRank} in total, {inspection.Parameters:n0} parameters of type {inspection.Type}"));
        console.WriteLine($"base: {inspection.Base ?? "not named in the file"}");
        if (inspection.Start is { } start)
            console.WriteLine($"initialization: {start}, whose product is missing from the base that the factors were trained on");
        if (inspection.Extras.Count > 0)
            console.WriteLine(Invariant($"besides factors: {inspection.Extras.Count} tensors, {string.Join(", ", inspection.Extras.Take(5))}{(inspection.Extras.Count > 5 ? ", …" : "")}"));
        console.Write(table);
        Output.Warn(console, inspection.Warnings);
    }
}
