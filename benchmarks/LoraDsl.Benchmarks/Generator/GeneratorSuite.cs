using System.Globalization;
using LoraDsl.Benchmarks.Measurement;

namespace LoraDsl.Benchmarks.Generator;

/// <summary>
/// What the generator costs a compiler or an editor: milliseconds of its driver, over projects of annotated classes, at first sight
/// and after one edit. Nothing is executed, so no libtorch is needed.
/// </summary>
internal static class GeneratorSuite
{
    public const string Name = "generator";

    private const int MostClasses = 1000;
    private const int ColdRuns = 5;
    private const int WarmUpEdits = 150;
    private const int TimedEdits = 101;

    public static IEnumerable<BenchmarkResult> Run(Options options) => new[] { 10, 100, MostClasses }.SelectMany(classes => Run(classes, options));

    private static IEnumerable<BenchmarkResult> Run(int classes, Options options)
    {
        var count = classes.ToString(CultureInfo.InvariantCulture);
        var cold = $"{count}-cold";
        if (options.Wants(Name, cold))
        {
            // The first projects are compiled while the runtime still compiles us.
            var times = Enumerable.Range(0, ColdRuns * 2).Select(_ => new GeneratedProject(classes).LastMilliseconds).ToArray();
            yield return Result(cold, times[ColdRuns..]);
        }

        foreach (var (name, edit) in Edits(classes).Where(edit => options.Wants(Name, $"{count}-{edit.Name}")))
        {
            var project = new GeneratedProject(classes);
            var times = Enumerable.Range(0, WarmUpEdits + TimedEdits).Select(number => edit(project, number)).ToArray();
            yield return Result($"{count}-{name}", times[WarmUpEdits..]);
        }
    }

    private static IEnumerable<(string Name, Func<GeneratedProject, int, double> Run)> Edits(int classes)
    {
        yield return ("edit", (project, number) => project.Edit(ModelSource.WithBody, number));
        if (classes == MostClasses)
        {
            yield return ("edit-comment", (project, number) => project.Edit(ModelSource.WithComment, number));
            yield return ("edit-other-file", (project, number) => project.EditOtherFile(number));
            yield return ("edit-declaration", (project, number) => project.Edit(ModelSource.WithRank, number));
            yield return ("edit-field", (project, number) => project.Edit(ModelSource.WithField, number));
        }
    }

    private static BenchmarkResult Result(string @case, double[] milliseconds) => BenchmarkResult.Of(
        Name, @case, "generator", "-", "ms", milliseconds, [.. milliseconds.Select(_ => 1.0)]);
}
