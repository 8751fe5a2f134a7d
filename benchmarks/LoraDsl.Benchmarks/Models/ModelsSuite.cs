using LoraDsl.Benchmarks.Measurement;
using MiniLm;
using static System.FormattableString;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Models;

/// <summary>The real all-MiniLM-L6-v2 here and in ONNX Runtime: how far the embeddings are apart, and the time of a pass.</summary>
internal static class ModelsSuite
{
    public const string Name = "models";

    private static readonly EncoderCase[] Cases = [new(32, 128, IsPadded: false), new(32, 128, IsPadded: true), new(1, 128, IsPadded: false), new(8, 512, IsPadded: false)];

    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        var wanted = Array.FindAll(Cases, batch => options.Wants(Name, batch.ToString()));
        if (wanted.Length == 0)
            yield break;
        var folder = Directory.CreateTempSubdirectory("loradsl-bench-");
        try
        {
            var model = Path.Combine(folder.FullName, "all-MiniLM-L6-v2");
            MiniLmFolder.Write(model);
            foreach (var batch in wanted)
                yield return Time(model, batch, options.Rounds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static BenchmarkResult Time(string folder, EncoderCase batch, int rounds)
    {
        using var ours = new SentenceContender(folder, batch);
        using var theirs = new OnnxContender(batch);
        using (NewDisposeScope())
            Console.WriteLine(Invariant($"{batch}: the largest difference of a feature of an embedding is {(ours.Embed() - theirs.Embed()).abs().max().item<float>():e1}"));
        var times = Turns.Take([ours, theirs], rounds);
        return BenchmarkResult.Of(Name, batch.ToString(), ours.Name, theirs.Name, "forward", times[0], times[1]);
    }
}
