using LoraDsl.Analysis;
using LoraDsl.Importance;
using static TorchSharp.torch;

namespace LoraDsl.Training.Host;

/// <summary>Losses that cannot be differentiated, wherever a loss is taken.</summary>
internal static class LossMistakes
{
    /// <summary>The wrong losses by name.</summary>
    public static IReadOnlyDictionary<string, Func<Subject, Tensor, Tensor>> Losses { get; } = new Dictionary<string, Func<Subject, Tensor, Tensor>>(StringComparer.Ordinal)
    {
        ["without gradients"] = (subject, batch) =>
        {
            using var untracked = no_grad();
            return subject.Loss(batch);
        },
        ["detached"] = (subject, batch) => subject.Loss(batch).detach(),
        ["constant"] = (_, _) => tensor(1f),
        ["constant with a graph"] = (_, _) => tensor(1f, requires_grad: true).mul(2),
        ["no scalar"] = (subject, batch) => subject.Model.forward(batch),
        ["empty"] = (subject, batch) => subject.Model.forward(batch).narrow(0, 0, 0),
        ["NaN"] = (subject, batch) => subject.Loss(batch).mul(float.NaN),
        ["disposed"] = (subject, batch) =>
        {
            var loss = subject.Loss(batch);
            loss.Dispose();
            return loss;
        },
        ["null"] = (_, _) => null!,
        ["whole number"] = (subject, batch) => subject.Loss(batch).to(ScalarType.Int64),
        ["meta"] = (_, _) => zeros([], device: device("meta"), requires_grad: true),
        ["changed in place"] = (subject, batch) =>
        {
            var output = subject.Model.forward(batch).exp();
            var loss = output.square().mean();
            output.detach().add_(1);
            return loss;
        },
        ["differentiated already"] = (subject, batch) =>
        {
            var loss = subject.Model.forward(batch).exp().mean();
            loss.backward();
            return loss;
        },
        ["throwing"] = (_, _) => throw new NotSupportedException("the user's own"),
    };

    public static IReadOnlyList<Mistake> All { get; } =
    [
        Of("backward", (_, loss, _) => loss().backward()),
        Of("measure", (subject, loss, random) => Measure(random).Measure(subject.Model, [.. subject.Lora.Named()], [loss, loss])),
        Of("allocation", (subject, loss, random) =>
        {
            var model = new ScheduledNet();
            model.Lora.AllocateRanks([0], _ => loss(), random.Next(2) == 0 ? Measure(random) : null);
        }),
        Of("start", (subject, loss, random) => subject.Lora.Initialize(
            [0], _ => loss(), random.Next(3) switch { 0 => AdapterInitialization.LoraGa, 1 => AdapterInitialization.Gradient, _ => AdapterInitialization.Eva })),
        Of("trainer", (subject, loss, _) => subject.Lora
            .Trainer<int>(p => optim.SGD(p, 0.1), _ => loss(), new TrainerOptions())
            .Fit(Batches.Of([0, 1]))),
        Of("subspace", (subject, loss, _) => new IntrinsicDimension().Search([.. subject.Optimizer.parameters()], [1, 2], 2, _ => loss(), () => 0, 1)),
        Of("closure", (subject, loss, _) => subject.Optimizer.step(() =>
        {
            var value = loss();
            value.backward();
            return value;
        })),
    ];

    private static Mistake Of(string place, Action<Subject, Func<Tensor>, Random> call) => new(
        $"loss: {place}",
        (subject, random) =>
        {
            var kinds = Losses.ToList();
            var (_, loss) = kinds[random.Next(kinds.Count)];
            call(subject, () => loss(subject, subject.Batch()), random);
        },
        Ruins: true);

    private static IImportanceMeasure Measure(Random random) => random.Next(9) switch
    {
        0 => new GradientNorm(),
        1 => new TaylorImportance(),
        2 => new TaylorImportance(secondOrder: true, probes: 2),
        3 => new HessianImportance(steps: 2),
        4 => new HessianImportance(HessianQuantity.Trace, steps: 2, centralDifferences: true),
        5 => new SensitivityImportance(),
        6 => new AblationImportance(),
        7 => new ActivationImportance(),
        _ => new LearnedImportance(measured: 2),
    };
}
