using System.Text.Json.Nodes;
using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Gpu.Exchange;

/// <summary>An exchange of adapters with PEFT itself, where Python has it.</summary>
/// <param name="Name">What holds, as a sentence.</param>
/// <param name="Model">Makes our model.</param>
/// <param name="PeftWrites">Whether PEFT saves and we load, or the other way round.</param>
/// <param name="RankStabilized">Whether PEFT's adapters are rank-stabilised.</param>
internal sealed record PeftCheck(string Name, Func<ExchangeModel> Model, bool PeftWrites, bool RankStabilized)
{
    private const int Seed = 3;
    private const double Tolerance = 1e-4;

    /// <summary>Every check.</summary>
    public static IReadOnlyList<PeftCheck> All { get; } =
    [
        new("PEFT loads adapters of several ranks that were saved here", () => new PatternExchange(), PeftWrites: false, RankStabilized: false),
        new("PEFT loads rank-stabilised adapters that were saved here", () => new StabilizedExchange(), PeftWrites: false, RankStabilized: true),
        new("PEFT loads adapters that were saved here, one of them rank-stabilised", () => new MixedExchange(), PeftWrites: false, RankStabilized: false),
        new("Adapters of several ranks that PEFT saved load here", () => new PatternExchange(), PeftWrites: true, RankStabilized: false),
        new("Rank-stabilised adapters that PEFT saved load here", () => new StabilizedExchange(), PeftWrites: true, RankStabilized: true),
    ];

    /// <summary>Why no check can run, or null.</summary>
    public static string? WhyNot { get; } = PythonWorker.Lacks("torch", "peft");

    /// <summary>Runs every check; PEFT is imported once for all.</summary>
    public static IEnumerable<CheckOutcome> RunAll()
    {
        using var worker = WhyNot is null ? new PythonWorker() : null;
        foreach (var check in All)
            yield return worker is null ? new CheckOutcome(check.Name, "skipped", WhyNot!) : check.Run(worker);
    }

    /// <summary>Compares outputs on the same base and input.</summary>
    public CheckOutcome Run(PythonWorker worker)
    {
        var folder = Directory.CreateTempSubdirectory("lora-exchange");
        try
        {
            using var scope = NewDisposeScope();
            Exchange(folder.FullName, worker);
            return new CheckOutcome(Name, "passed", "");
        }
        catch (Exception failure)
        {
            return new CheckOutcome(Name, "failed", failure.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Exchange(string folder, PythonWorker worker)
    {
        using var model = Model();
        using var untracked = no_grad();
        var input = model.Draw(Seed);
        model.eval();
        if (!PeftWrites)
        {
            model.Train();
            model.Set.Save(folder);
        }

        var settings = new JsonObject { ["folder"] = folder, ["seed"] = Seed, ["writes"] = PeftWrites, ["rank_stabilized"] = RankStabilized };
        using var peft = worker.Open("peft", "interchange", settings);
        var without = Digest.Of(model.forward(input));
        if (PeftWrites)
            model.Set.Load(folder);
        Digest ours = Digest.Of(model.forward(input)), theirs = peft.Check()["y"];
        Demand.That(!PeftWrites || without.DistanceTo(theirs) > Tolerance, "PEFT's adapters change nothing: the exchange shows nothing");
        Demand.That(ours.DistanceTo(theirs) <= Tolerance, FormattableString.Invariant($"the outputs are {ours.DistanceTo(theirs):g3} apart"));
    }
}
