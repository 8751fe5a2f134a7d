using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Training.Host;

/// <summary>Several adapters beside one base, chosen, summed, merged and removed wrongly or at the wrong time.</summary>
internal static class NamedMistakes
{
    private const string Other = "other";

    /// <summary>The layers of all subjects.</summary>
    private static readonly ModuleTargets Layers = ["up", "down", "head", "query", "key", "value", "first", "second", "third", "0", "2"];

    private static readonly string[] Names = [Other, "default", "nobody", "", " ", "a.b", "lora_A", null!];
    private static readonly double[] Weights = [1, 0, -1, double.NaN, double.PositiveInfinity, 1e300];

    public static IReadOnlyList<Mistake> All { get; } =
    [
        Of("a name used", (_, adapters, random) => adapters.Use(Name(random))),
        Of("a sum used", (subject, adapters, random) =>
        {
            adapters.Use([(Name(random), Weight(random)), (Name(random), Weight(random))]);
            subject.Loss(subject.Batch()).backward();
        }),
        Of("an empty sum", (subject, adapters, _) =>
        {
            adapters.Use([]);
            subject.Loss(subject.Batch()).backward();
        }),
        Of("none in force", (subject, adapters, _) =>
        {
            adapters.UseNone();
            subject.Loss(subject.Batch()).backward();
        }),
        Of("choices given back out of order", (subject, adapters, _) =>
        {
            var (first, second) = (adapters.UseNone(), adapters.Use(Other));
            first.Dispose();
            second.Dispose();
            second.Dispose();
            subject.Loss(subject.Batch()).backward();
        }),
        Of("rows of a batch", (subject, adapters, random) =>
        {
            using (adapters.Rows([.. Enumerable.Range(0, random.Next(7)).Select(_ => Name(random))]))
                subject.Loss(subject.Batch()).backward();
        }),
        Of("rows given back before backward", (subject, adapters, _) =>
        {
            Tensor loss;
            using (adapters.Rows(["default", Other, null, Other]))
                loss = subject.Loss(subject.Batch());
            loss.backward();
        }),
        Between("another chosen", (_, adapters, random) => adapters.Use(Name(random))),
        Between("a sum chosen", (_, adapters, random) => adapters.Use([("default", Weight(random)), (Other, Weight(random))])),
        Between("removed", (_, adapters, random) => adapters.Remove(Name(random)), ruins: true),
        Between("renamed", (_, adapters, random) => adapters.Rename(Name(random), Name(random)), ruins: true),
        Between("merged as a sum", (_, adapters, random) =>
        {
            adapters.Use([("default", 0.5), (Other, Weight(random))]);
            adapters.Merge();
        }),
        Between("merged and unloaded", (_, adapters, _) => adapters.MergeAndUnload(), ruins: true),
        Between("attached", (subject, _, _) => LoraModel.Attach(subject.Model, new LoraConfig { TargetModules = "all-linear" }, "third")),
        Between("frozen", (subject, _, _) => subject.Lora.IsTrainable = false, ruins: true),
        Of("chosen while merged", (_, adapters, random) =>
        {
            adapters.Merge();
            adapters.Use(Name(random));
        }),
        Of("removed while merged", (_, adapters, random) =>
        {
            adapters.Merge();
            adapters.Remove(Name(random));
        }, ruins: true),
        Of("saved under another's name", (subject, adapters, _) =>
        {
            using var folder = new OwnFolder();
            adapters[Other].Save(folder.Path);
            subject.Lora.Load(folder.Path);
        }, ruins: true),
        Of("a name that is not there", (_, adapters, random) => adapters[Name(random)].Merge(), ruins: true),
        Of("used after its removal", (subject, adapters, random) =>
        {
            var removed = adapters[Other];
            adapters.Remove(Other);
            Action[] uses =
            [
                () => removed.Use(), removed.Merge, removed.FreezeBase, removed.Reset, () => removed.Save("unused"), () => removed.Optimizer(p => optim.SGD(p, 0.1)),
                () => removed.Named().First().Adapter.forward(subject.Batch()).sum().backward(), () => removed.IsTrainable = true,
            ];
            uses[random.Next(uses.Length)]();
        }, ruins: true),
        Of("combined", (subject, adapters, random) =>
        {
            var methods = Enum.GetValues<CombinationMethod>();
            adapters.Combine(Name(random), [(Name(random), Weight(random)), (Name(random), Weight(random))], new CombinationOptions(methods[random.Next(methods.Length)])
            {
                Density = random.Next(4) switch { 0 => null, 1 => 0.5, 2 => double.NaN, _ => -1 },
                Rank = random.Next(3) switch { 0 => null, 1 => 2, _ => random.Next(-2, 100_000) },
            });
            subject.Loss(subject.Batch()).backward();
        }),
    ];

    private static Mistake Of(string name, Action<Subject, ModelAdapters, Random> make, bool ruins = false) => new(
        $"named: {name}",
        (subject, random) =>
        {
            LoraModel.Attach(subject.Model, new LoraConfig { Rank = 2, TargetModules = Layers, Dora = random.Next(3) == 0, RequireReached = false }, Other);
            subject.Lora.Use();
            make(subject, LoraModel.Adapters(subject.Model), random);
        },
        ruins);

    private static Mistake Between(string name, Action<Subject, ModelAdapters, Random> change, bool ruins = false) => Of(
        $"between forward and backward, {name}",
        (subject, adapters, random) =>
        {
            var loss = subject.Loss(subject.Batch());
            change(subject, adapters, random);
            loss.backward();
        },
        ruins);

    private static string Name(Random random) => Names[random.Next(random.Next(2) == 0 ? 2 : Names.Length)];

    private static double Weight(Random random) => Weights[random.Next(Weights.Length)];
}
