using LoraDsl.Methods;
using LoraDsl.State;
using static TorchSharp.torch;

namespace LoraDsl.Training.Host;

/// <summary>Calls at the wrong time or of the wrong thing.</summary>
internal static class CallMistakes
{
    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("call: merged twice", (subject, _) =>
        {
            subject.Lora.Merge();
            subject.Lora.Merge();
        }),
        new("call: trained while merged", (subject, _) =>
        {
            subject.Lora.Merge();
            subject.Loss(subject.Batch()).backward();
            subject.Optimizer.step();
        }),
        new("call: a probe that throws", (subject, _) => subject.Lora.Merge(() => throw new NotSupportedException())),
        new("call: a probe that returns null", (subject, _) => subject.Lora.Merge(() => null!)),
        new("call: rank out of range", (subject, random) =>
        {
            if (random.Next(2) == 0)
                subject.Lora.SelectRank(99);
            foreach (var adapter in subject.Lora.Named().Select(entry => entry.Adapter).OfType<AdaptiveLoraAdapter>())
                subject.Optimizer.Resize(adapter, random.Next(-3, 200));
        }),
        new("call: loaded from nowhere", (subject, _) => subject.Lora.Load("nowhere")),
        new("call: saved to a file", (subject, _) =>
        {
            using var folder = new OwnFolder();
            var path = Path.Combine(folder.Path, "file");
            File.WriteAllText(path, "");
            subject.Lora.Save(path);
        }),
        new("call: loaded while merged", (subject, _) =>
        {
            using var folder = new OwnFolder();
            subject.Lora.Save(folder.Path);
            subject.Lora.Merge();
            subject.Lora.Load(folder.Path);
        }),
        new("call: another model's files", (subject, random) =>
        {
            using var folder = new OwnFolder();
            Subject.Create(Subject.Names[random.Next(Subject.Names.Count)]).Lora.Save(folder.Path);
            subject.Lora.Load(folder.Path);
        }, Ruins: true),
        new("call: state of another model", (subject, random) =>
        {
            using var state = new SavedState();
            Subject.Create(Subject.Names[random.Next(Subject.Names.Count)]).Lora.SaveState(state);
            subject.Lora.LoadState(state);
        }, Ruins: true),
        new("call: used after disposal", (subject, random) =>
        {
            subject.Model.Dispose();
            Action[] uses =
            [
                () => subject.Loss(subject.Batch()).backward(),
                subject.Lora.Merge,
                () => subject.Optimizer.step(),
                () => subject.Lora.Save("unused"),
                subject.Lora.Reset,
                () => subject.Lora.Initialize(AdapterInitialization.Pissa),
            ];
            uses[random.Next(uses.Length)]();
        }, Ruins: true),
        new("call: a step without gradients", (subject, _) =>
        {
            subject.Optimizer.zero_grad();
            subject.Optimizer.step();
        }),
        new("call: gradients of another shape", (subject, _) => subject.Optimizer.parameters().First().grad = zeros(99)),
        new("call: gradients that are no numbers", (subject, _) =>
        {
            foreach (var parameter in subject.Optimizer.parameters())
                parameter.grad = full_like(parameter, float.NaN);
            subject.Optimizer.step();
        }, Ruins: true),
        new("call: recompute without a function", (subject, _) => ActivationRecompute.Run(null!, subject.Batch(), subject.Model)),
        new("call: recompute that returns null", (subject, _) => ActivationRecompute.Run(_ => null!, subject.Batch(), subject.Model)),
        new("call: recompute that answers otherwise", (subject, random) =>
        {
            var runs = 0;
            ActivationRecompute.Run(
                x => (runs++, random.Next(3)) switch
                {
                    (0, _) => subject.Model.forward(x),
                    (_, 0) => subject.Model.forward(x).sum(),
                    (_, 1) => throw new NotSupportedException(),
                    _ => null!,
                },
                subject.Batch(),
                subject.Model).sum().backward();
        }),
        new("call: recompute in recompute", (subject, _) => ActivationRecompute.Run(
            x => ActivationRecompute.Run(subject.Model.forward, x, subject.Model), subject.Batch(), subject.Model).sum().backward()),
    ];
}
