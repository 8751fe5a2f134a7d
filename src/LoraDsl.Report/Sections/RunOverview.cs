using LoraDsl.Formats.Runs;
using LoraDsl.Reports.Html.History;
using LoraDsl.Reports.Html.Pages;
using LoraDsl.Reports.Html.Values;

namespace LoraDsl.Reports.Html.Sections;

/// <summary>A run in a few figures, and what it speaks for.</summary>
internal static class RunOverview
{
    /// <summary>Suggestions that are shown at once; of a deep model there can be one for every layer.</summary>
    private const int Shown = 6;

    /// <summary>Makes it.</summary>
    public static Markup Of(RunHistory run, bool share) => Markup.Of($"{KeyFigures.Of(Of(run, run.Steps, share))}{Suggestions(run)}");

    private static IEnumerable<(string, string, string)> Of(RunHistory run, StepHistory steps, bool share)
    {
        if (run.Best is { } best)
        {
            var where = $"step {Figures.Count(best.Step)}{(best.Epoch is { } epoch ? $", epoch {epoch}" : string.Empty)}";
            if (best.Accuracy is { } accuracy)
                yield return ("Best validation: accuracy", Figures.Score(accuracy, share), $"★ {where}");
            yield return ("Best validation: loss", Figures.Number(best.Loss), $"★ {where}");
        }
        else
        {
            yield return ("Validation", "none", "nothing was validated");
        }

        if (steps.Steps.Count > 0)
        {
            var bad = steps.Losses.Count(loss => !double.IsFinite(loss));
            var note = bad == 0 ? $"least {Figures.Number(steps.Losses.Min())}" : $"⚠ not a number, or infinite, in {Figures.Count(bad, "step")}";
            yield return ("Last training loss", Figures.Number(steps.Losses[^1]), note);
        }

        var parameters = run.AdapterParameters;
        var all = run.Description.BaseParameters;
        yield return ("Adapter parameters", Figures.Count(parameters), all > 0 ? $"{Figures.Percent((double)parameters / all)} of the base's {Figures.Count(all)}" : string.Empty);
        if (steps.Steps.Count > 0 && steps.Adapters.Count > 0)
        {
            var ranks = steps.Adapters.Sum(adapter => Math.Max(0, adapter.Ranks[^1]));
            yield return ("Sum of ranks", Figures.Count(ranks), $"{(run.Description.RankBudget is { } budget ? $"budget {Figures.Count(budget)}, " : string.Empty)}{Figures.Count(steps.Adapters.Count, "adapter")}");
        }

        var seconds = run.Result?.Seconds ?? steps.Seconds;
        yield return ("Time", Figures.Duration(seconds), steps.Steps.Count > 0 ? $"{Figures.Number(1000 * steps.Seconds / steps.Steps.Count)} ms a step" : string.Empty);
    }

    private static Markup Suggestions(RunHistory run)
    {
        if (run.Steps.Steps.Count == 0)
            return Markup.Of($"<h3>Suggestions</h3><p>No step is recorded yet, so there is nothing to suggest.</p>");
        // What is about the whole run comes first.
        List<Suggestion> suggestions = [.. run.Suggestions.OrderBy(suggestion => suggestion.Adapter is not null)];
        var about = $"By the rules of TrainingAdvisor, from the last {Figures.Count(run.Steps.Last.Count, "step")}.";
        return suggestions.Count == 0
            ? Markup.Of($"<h3>Suggestions</h3><p>Nothing stands out. {about}</p>")
            : Markup.Of($"<h3>Suggestions</h3>{List(suggestions.Take(Shown))}{More([.. suggestions.Skip(Shown)])}<p class=\"about\">{about}</p>");
    }

    private static Markup More(IReadOnlyList<Suggestion> rest) => rest.Count == 0
        ? Markup.Empty
        : Markup.Of($"<details><summary>{Figures.Count(rest.Count)} more</summary>{List(rest)}</details>");

    private static Markup List(IEnumerable<Suggestion> suggestions) =>
        Markup.Of($"<ul class=\"suggestions\">{Markup.Join(suggestions.Select(Item))}</ul>");

    private static Markup Item(Suggestion suggestion) =>
        Markup.Of($"<li><strong>{Name(suggestion.Kind)}</strong> {suggestion.Text}</li>");

    private static string Name(SuggestionKind kind) => kind switch
    {
        SuggestionKind.LargeGradients => "Large gradients",
        SuggestionKind.SmallGradients => "Small gradients",
        SuggestionKind.Converged => "Converged",
        SuggestionKind.Unstable => "Unstable",
        SuggestionKind.ManyParameters => "Many parameters",
        _ => kind.ToString(),
    };
}
