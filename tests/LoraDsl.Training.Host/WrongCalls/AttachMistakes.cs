using LoraDsl.Adapters;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Training.Host;

/// <summary>Configurations and recipes that are attached wrongly, to the wrong thing or at the wrong time.</summary>
internal static class AttachMistakes
{
    private static readonly double[] Numbers = [0, -1, double.NaN, double.PositiveInfinity, double.Epsilon, 1e30, 1, 0.5];
    private static readonly Func<ModuleTargets>[] Targets = [() => "nothing", () => "(", () => "", () => ".*", () => null!, () => ["nothing"], () => [""], () => [], () => [null!]];
    private static readonly int[] Ranks = [0, -1, 1, 4, 1000, int.MaxValue, int.MinValue];

    public static IReadOnlyList<Mistake> All { get; } =
    [
        Of("configuration: wrong options", (subject, random) => Train(subject, LoraModel.Attach(subject.Model, new LoraConfig
        {
            Rank = random.Next(2) == 0 ? 2 : Ranks[random.Next(Ranks.Length)],
            Alpha = Pick(random, Numbers),
            Dropout = random.Next(2) == 0 ? 0 : Pick(random, Numbers),
            Dora = random.Next(3) == 0,
            Initialization = Pick(random, Enum.GetValues<AdapterInitialization>()),
            TargetModules = "all-linear",
        }, "third"))),
        Of("configuration: wrong targets", (subject, random) =>
            Train(subject, LoraModel.Attach(subject.Model, new LoraConfig { Rank = 2, TargetModules = Pick(random, Targets)() }, "third"))),
        Of("configuration: a wrong name", (subject, random) => LoraModel.Attach(
            subject.Model, new LoraConfig { Rank = 2, TargetModules = "all-linear" }, Pick(random, ["default", "", "a.b", null!]))),
        Of("configuration: a model without layers", (_, _) => LoraModel.Attach(nn.ReLU(), new LoraConfig { Rank = 2, TargetModules = "all-linear" })),
        Of("configuration: nothing at all", (subject, random) => LoraModel.Attach(random.Next(2) == 0 ? null! : subject.Model, null!, "third")),
        Of("configuration: a layer as the model", (_, _) =>
        {
            var layer = nn.Linear(10, 10);
            LoraModel.Attach(layer, new LoraConfig { Rank = 2, TargetModules = "all-linear" });
            layer.forward(randn(3, 10)).sum().backward();
        }),
        Of("configuration: loaded from nowhere", (subject, _) => LoraModel.Load(subject.Model, "nowhere", "third")),
        Of("configuration: another model's folder", (subject, random) =>
        {
            using var folder = new OwnFolder();
            Subject.Create(Pick(random, Subject.Names)).Lora.Save(folder.Path);
            Train(subject, LoraModel.Load(subject.Model, folder.Path, "third"));
        }),
        Of("hook: a layer disposed", (subject, random) =>
        {
            var layers = subject.Model.modules().OfType<TorchSharp.Modules.Linear>().ToList();
            if (layers.Count > 0)
                Pick(random, layers).Dispose();
            subject.Loss(subject.Batch()).backward();
        }),
        Of("hook: a weight exchanged", (subject, random) =>
        {
            foreach (var layer in subject.Model.modules().OfType<TorchSharp.Modules.Linear>())
                layer.weight = new TorchSharp.Modules.Parameter(random.Next(3) switch { 0 => randn(3, 4), 1 => randn(10, 16, dtype: ScalarType.Float64), _ => randn(layer.weight!.shape) });
            subject.Loss(subject.Batch()).backward();
        }),
        Of("hook: a layer run alone", (subject, random) =>
        {
            foreach (var layer in subject.Model.modules().OfType<nn.Module<Tensor, Tensor>>().ToList())
                _ = random.Next(2) == 0 ? layer.call(subject.Batch()) : layer.forward(subject.Batch());
        }),
        Of("hook: a pass inside a pass", (subject, _) =>
        {
            var runs = 0;
            subject.Model.register_forward_hook((_, _, output) => runs++ < 2 ? output + subject.Model.call(subject.Batch()) : output);
            subject.Model.call(subject.Batch()).sum().backward();
        }),
        Of("hook: a pass that throws", (subject, _) =>
        {
            subject.Model.register_forward_hook((_, _, _) => throw new NotSupportedException("the user's own"));
            subject.Model.call(subject.Batch()).sum().backward();
        }),
        Of("recipe: wrong values", (_, random) =>
        {
            var model = new PlacedNet();
            var set = MixedRecipe.Attach(model, with: new()
            {
                Budget = Pick(random, Ranks),
                Head = new() { Rank = random.Next(2) == 0 ? 2 : Pick(random, Ranks), Alpha = Pick(random, Numbers), Dropout = Pick(random, Numbers) },
                Down = new() { MinRank = random.Next(-1, 4), MaxRank = random.Next(-1, 9) },
            });
            set.AllocateRanksEvenly();
            model.forward(randn(3, 10)).sum().backward();
        }),
        Of("recipe: a wrong name", (subject, random) => MixedRecipe.Attach(subject.Model as PlacedNet ?? new PlacedNet(), Pick(random, ["default", "", "a.b", null!]))),
        Of("recipe: no model", (_, _) => MixedRecipe.Attach(null!)),
        Of("recipe: a disposed model", (_, _) =>
        {
            var model = new PlacedNet();
            model.Dispose();
            MixedRecipe.Attach(model);
        }),
        Of("recipe: attached between forward and backward", (_, _) =>
        {
            var model = new PlacedNet();
            var loss = model.forward(randn(3, 10)).sum();
            MixedRecipe.Attach(model);
            loss.backward();
        }),
        Of("recipe: run before ranks are allocated", (_, _) =>
        {
            var model = new PlacedNet();
            var set = MixedRecipe.Attach(model);
            model.forward(randn(3, 10)).sum().backward();
            set.Optimizer(p => optim.SGD(p, 0.1)).step();
        }),
        Of("recipe: a model of another type of number", (_, random) =>
        {
            var model = new PlacedNet();
            model.to(Pick(random, [ScalarType.Float16, ScalarType.BFloat16, ScalarType.Float64]));
            MixedRecipe.Attach(model).AllocateRanksEvenly();
            model.forward(randn(3, 10)).sum().backward();
        }),
    ];

    private static Mistake Of(string name, Action<Subject, Random> make) => new(name, make, Ruins: true);

    private static T Pick<T>(Random random, IReadOnlyList<T> all) => all[random.Next(all.Count)];

    private static void Train(Subject subject, AdapterSet set)
    {
        set.FreezeBase();
        var optimizer = set.Optimizer(p => optim.SGD(p, 0.1));
        subject.Loss(subject.Batch()).backward();
        optimizer.step();
    }
}
