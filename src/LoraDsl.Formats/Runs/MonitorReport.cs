using System.Text;
using static System.FormattableString;

namespace LoraDsl.Formats.Runs;

/// <summary>The last steps of a training in figures and words.</summary>
/// <param name="ModelName">Name of the model's class.</param>
/// <param name="Steps">The steps that it is about, in order.</param>
/// <param name="Suggestions">What they speak for.</param>
public sealed record MonitorReport(string ModelName, IReadOnlyList<StepMetrics> Steps, IReadOnlyList<Suggestion> Suggestions)
{
    /// <summary>The report as plain text.</summary>
    public override string ToString()
    {
        if (Steps.Count == 0)
            return $"{ModelName}: no step was recorded\n";

        var (first, last) = (Steps[0], Steps[^1]);
        var text = new StringBuilder();
        text.Append(Invariant($"{ModelName}: steps {first.Step} to {last.Step}\n"));
        text.Append(Invariant($"loss           {first.Loss:0.0000} -> {last.Loss:0.0000}, least {Steps.Min(step => step.Loss):0.0000}, mean {Steps.Average(step => step.Loss):0.0000}\n"));
        if (last.Accuracy is { } accuracy)
            text.Append(Invariant($"accuracy       {accuracy:0.0%}, best {Steps.Max(step => step.Accuracy):0.0%}\n"));
        if (last.LearningRate is { } rate)
            text.Append(Invariant($"learning rate  {rate:0.0e+0}\n"));
        text.Append(Invariant($"time           {1000 * Steps.Average(step => step.Seconds):0.0} ms a step\n"));
        text.Append(Invariant($"parameters     {last.AdapterParameters:N0}\n"));
        AppendAdapters(text, last.Adapters);
        foreach (var suggestion in Suggestions)
            text.Append("- ").Append(suggestion.Text).Append('\n');
        return text.ToString();
    }

    private static void AppendAdapters(StringBuilder text, IReadOnlyList<AdapterMetrics> adapters)
    {
        if (adapters.Count == 0)
            return;
        var width = Math.Max("adapter".Length, adapters.Max(adapter => adapter.Path.Length));
        text.Append("adapter".PadRight(width)).Append("  rank  parameters       |A|       |B|  |gradient|\n");
        foreach (var adapter in adapters)
        {
            var gradient = adapter.GradientNorm is { } norm ? Invariant($"{norm:0.00e+0}") : "-";
            text.Append(adapter.Path.PadRight(width));
            text.Append(Invariant($"  {adapter.Rank,4}  {adapter.Parameters,10}  {adapter.NormOfA,8:0.000}  {adapter.NormOfB,8:0.000}  {gradient,10}\n"));
        }
    }
}
