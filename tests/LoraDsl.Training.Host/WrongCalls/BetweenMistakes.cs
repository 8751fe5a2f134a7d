using LoraDsl.Adapters;
using LoraDsl.Methods;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Training.Host;

/// <summary>Changes between a forward pass and its backward pass.</summary>
internal static class BetweenMistakes
{
    public static IReadOnlyList<Mistake> All { get; } =
    [
        Of("input changed", (_, batch, _) => batch.add_(1)),
        Of("input disposed", (_, batch, _) => batch.Dispose()),
        Of("parameter changed", (subject, _, random) => Changed(subject, random, factor => factor.mul_(1.5))),
        Of("base weight changed", (subject, _, random) => Untracked(() => Picked(subject.Model.parameters().Where(parameter => !parameter.requires_grad), random).mul_(1.5))),
        Of("step", (subject, _, _) =>
        {
            subject.Loss(subject.Batch()).backward();
            subject.Optimizer.step();
        }),
        Of("merge", (subject, _, _) => subject.Lora.Merge()),
        Of("merge and unmerge", (subject, _, _) =>
        {
            subject.Lora.Merge();
            subject.Lora.Unmerge();
        }),
        Of("disabled", (subject, _, random) =>
        {
            subject.Lora.Enabled = false;
            if (random.Next(2) == 0)
                subject.Lora.Enabled = true;
        }),
        Of("one disabled", (subject, _, random) => Adapter(subject, random).Enabled = false),
        Of("loaded", (subject, _, _) =>
        {
            using var folder = new OwnFolder();
            subject.Lora.Save(folder.Path);
            subject.Lora.Load(folder.Path);
        }, ruins: true),
        Of("reset", (subject, _, _) => subject.Lora.Reset(), ruins: true),
        Of("rank", (subject, _, random) => ChangeRank(subject, random), ruins: true),
        Of("rank by the optimizer", (subject, _, random) =>
        {
            foreach (var adapter in subject.Lora.Named().Select(entry => entry.Adapter).OfType<AdaptiveLoraAdapter>())
                subject.Optimizer.Resize(adapter, random.Next(adapter.MinRank, adapter.MaxRank + 1));
        }, ruins: true),
        Of("evaluation", (subject, _, _) => subject.Model.eval()),
        Of("float64", (subject, _, _) => subject.Model.to(ScalarType.Float64), ruins: true),
        Of("model disposed", (subject, _, _) => subject.Model.Dispose(), ruins: true),
        Of("gradients cleared", (subject, _, _) => subject.Optimizer.zero_grad()),
        Of("parameter frozen", (subject, _, random) => Factor(subject, random).requires_grad = false, ruins: true),
        Of("parameter disposed", (subject, _, random) => Factor(subject, random).Dispose(), ruins: true),
        Of("function that throws", (subject, _, _) =>
        {
            if (subject.Model is AgainNet net)
                net.Ran = () => throw new NotSupportedException("the user's own");
        }),
        Of("function that disposes", (subject, batch, _) =>
        {
            if (subject.Model is AgainNet net)
                net.Ran = batch.Dispose;
        }),
        Of("random state", (_, _, _) => manual_seed(3)),
    ];

    private static Mistake Of(string name, Action<Subject, Tensor, Random> change, bool ruins = false) => new(
        $"between forward and backward: {name}",
        (subject, random) =>
        {
            var batch = subject.Batch();
            var loss = subject.Loss(batch);
            change(subject, batch, random);
            loss.backward();
        },
        ruins);

    private static LayerAdapter Adapter(Subject subject, Random random) => Picked(subject.Lora.Named().Select(entry => entry.Adapter), random);

    private static Parameter Factor(Subject subject, Random random) => Picked(Adapter(subject, random).parameters(), random);

    private static T Picked<T>(IEnumerable<T> all, Random random)
    {
        T[] list = [.. all];
        return list[random.Next(list.Length)];
    }

    private static void ChangeRank(Subject subject, Random random)
    {
        foreach (var (_, adapter) in subject.Lora.Named())
        {
            if (adapter is AdaptiveLoraAdapter adaptive)
                adaptive.Resize(random.Next(adaptive.MinRank, adaptive.MaxRank + 1));
            else if (adapter is DyLoraAdapter dynamic)
                dynamic.Rank = random.Next(dynamic.MinRank, dynamic.MaxRank + 1);
        }
    }

    private static void Changed(Subject subject, Random random, Action<Tensor> change) => Untracked(() => change(Factor(subject, random)));

    private static void Untracked(Action change)
    {
        using var untracked = no_grad();
        change();
    }
}
