using LoraDsl.Benchmarks.Measurement;
using LoraDsl.Benchmarks.Transformer;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Memory;

/// <summary>Forward and backward of a block by every method, against the frozen block and the formula as it is usually written and in the best order.</summary>
internal static class MethodSuite
{
    public const string Name = "methods";

    private static readonly TransformerCase Sizes = new(1, 512, 768, 2048, 12);

    private static readonly Formula[] References = [Formula.Frozen, Formula.Eager, Formula.Composition];

    private static string Case => $"batch={Sizes.Batch} tokens={Sizes.Tokens} width={Sizes.Width} hidden={Sizes.Hidden} r={MethodBlocks.Rank}";

    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        // The blocks of the methods are made for the processor.
        if (!options.Wants(Name, Case) || options.Device.type != TorchSharp.DeviceType.CPU)
            yield break;
        BlockContender[] contenders =
        [
            .. References.Select(formula => new BlockContender(formula.Name, Sizes, CPU, () => new FormulaBlock(Sizes, formula, CPU, MethodBlocks.Rank))),
            .. MethodBlocks.All.Select(method => new BlockContender(method.Name, Sizes, CPU, () => Prepared(method.Make(Sizes)))),
        ];
        try
        {
            var times = Turns.Take(contenders, options.Rounds);
            for (var method = References.Length; method < contenders.Length; method++)
            {
                for (var reference = 0; reference < References.Length; reference++)
                    yield return BenchmarkResult.Of(Name, Case, contenders[method].Name, contenders[reference].Name, "time", times[method], times[reference]);
            }
        }
        finally
        {
            Array.ForEach(contenders, contender => contender.Dispose());
        }
    }

    /// <summary>The block in training, its ranks given. Its optimizer is made and not used: a step's time is the suite <c>step</c>'s.</summary>
    private static MethodBlock Prepared(MethodBlock block)
    {
        block.Prepare(parameters => optim.SGD(parameters, 1e-4)).Dispose();
        return block;
    }
}
