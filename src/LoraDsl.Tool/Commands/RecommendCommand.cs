using System.CommandLine;
using LoraDsl.Ranks;
using LoraDsl.Terminal;

namespace LoraDsl.Tool.Commands;

/// <summary>`lora recommend`: ranks to start with, from a description of the model.</summary>
internal static class RecommendCommand
{
    private const double BytesPerGigabyte = 1e9;

    private static readonly Argument<string> File = Verb.Path(
        "ARCHITECTURE.json", "The model: {\"name\": …, \"layers\": [{\"name\": …, \"type\": \"query\", \"in\": 768, \"out\": 768}, …]}.");

    private static readonly Option<TaskComplexity> Complexity = new("--complexity")
    {
        Description = "How much the fine-tuning has to change.",
        DefaultValueFactory = _ => TaskComplexity.Medium,
    };

    private static readonly Option<double?> Memory = new("--memory-gb")
    {
        Description = "Memory that there is, in GB (10⁹ bytes); adapters take at most a tenth of it. Without it there is no such limit.",
    };

    private static readonly Option<double?> Compute = new("--compute-overhead")
    {
        Description = "The most that adapters may add to the frozen layers' computing, such as 0.05 for 5 %. Without it there is no such limit.",
    };

    public static Command Create() => Verb.Of(
        "recommend",
        "Recommends a rank for each layer of a model before anything is measured.",
        ["lora recommend model.json --complexity medium --memory-gb 16", "lora recommend model.json --complexity simple --compute-overhead 0.03 --json"],
        [File, Complexity, Memory, Compute],
        (parsed, output) =>
        {
            if (parsed.GetValue(Memory) is { } memory && !(memory > 0 && double.IsFinite(memory)))
                throw new ArgumentException("--memory-gb has to be a number above 0.");
            var options = new RankRecommendationOptions
            {
                Complexity = parsed.GetValue(Complexity),
                MemoryBytes = parsed.GetValue(Memory) is { } given ? (long)(given * BytesPerGigabyte) : null,
                ComputeOverhead = parsed.GetValue(Compute),
            };
            output.Write(
                RankRecommender.Recommend(Architecture.Load(parsed.GetRequiredValue(File)), options),
                recommendation => recommendation.ToJson(),
                (recommendation, console) => console.Write(recommendation.ToTable()));
        });
}
