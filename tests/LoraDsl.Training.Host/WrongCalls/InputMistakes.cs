using static TorchSharp.torch;

namespace LoraDsl.Training.Host;

/// <summary>Inputs of the wrong shape, type, place or state.</summary>
internal static class InputMistakes
{
    public static IReadOnlyList<Mistake> All { get; } =
    [
        Of("width", (_, random) => randn(3, random.Next(1, 20))),
        Of("one dimension", (_, _) => randn(10)),
        Of("no dimension", (_, _) => randn([])),
        Of("four dimensions", (_, _) => randn(2, 1, 3, 10)),
        Of("no rows", (subject, _) => subject.Batch(0)),
        Of("empty", (_, _) => zeros(0)),
        Of("float64", (subject, _) => subject.Batch().to(ScalarType.Float64)),
        Of("float16", (subject, _) => subject.Batch().to(ScalarType.Float16)),
        Of("whole numbers", (subject, _) => subject.Batch().to(ScalarType.Int32)),
        Of("booleans", (subject, _) => subject.Batch().to(ScalarType.Bool)),
        Of("complex", (_, _) => randn(3, 10).to(ScalarType.ComplexFloat32)),
        Of("meta", (_, _) => zeros(3, 10, device: device("meta"))),
        Of("null", (_, _) => null!),
        Of("disposed", (subject, _) =>
        {
            var batch = subject.Batch();
            batch.Dispose();
            return batch;
        }),
        Of("NaN", (_, _) => full(3, 10, float.NaN)),
        Of("negative indices", (_, _) => full([3, 10], -1, dtype: ScalarType.Int64)),
        Of("indices out of range", (_, _) => full([3, 10], 99, dtype: ScalarType.Int64)),
        Of("expanded", (_, _) => randn(1, 10).expand(4, 10)),
        Of("transposed", (_, _) => randn(10, 4).t()),
        Of("sparse", (_, _) => randn(3, 10).to_sparse()),
        Of("with a graph", (_, _) => randn(3, 10, requires_grad: true).mul(2)),
        Of("inference", (_, _) =>
        {
            using var mode = inference_mode();
            return randn(3, 10);
        }),
    ];

    private static Mistake Of(string name, Func<Subject, Random, Tensor> input) => new(
        $"input: {name}", (subject, random) => subject.Loss(input(subject, random)).backward());
}
