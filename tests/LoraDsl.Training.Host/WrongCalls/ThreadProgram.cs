using LoraDsl.Methods;
using LoraDsl.State;
using static TorchSharp.torch;

namespace LoraDsl.Training.Host;

/// <summary>
/// Merging, saving, loading and ranks of one model from several threads; or merging and saving while another thread runs it. In the end its
/// base has the bits it had.
/// </summary>
internal static class ThreadProgram
{
    private const int Threads = 4;

    public static int Run(string name, int count, bool isRunning)
    {
        manual_seed(1);
        var subject = Subject.Create(name);
        var frozen = subject.Model.parameters().Where(parameter => !parameter.requires_grad).ToList();
        var before = frozen.ConvertAll(Bits);
        using var folder = new OwnFolder();
        subject.Lora.Save(folder.Path);
        var unexpected = new List<Exception>();
        var threads = Enumerable.Range(0, Threads).Select(index => new Thread(() => Repeat(subject, folder.Path, index, count, isRunning ? 5 : 8, unexpected))).ToList();
        using var end = new CancellationTokenSource();
        var runner = new Thread(() => Answer(subject, end.Token));
        if (isRunning)
            runner.Start();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        end.Cancel();
        if (isRunning)
            runner.Join();

        subject.Lora.Unmerge();
        var torn = frozen.Zip(before).Count(pair => !Bits(pair.First).AsSpan().SequenceEqual(pair.Second));
        foreach (var error in unexpected.DistinctBy(error => error.GetType().Name + error.Message))
            Console.WriteLine($"unexpected {error}");
        Console.WriteLine($"end {count} calls a thread, {torn} torn, {unexpected.Count} unexpected");
        return torn == 0 && unexpected.Count == 0 ? 0 : 1;
    }

    private static void Repeat(Subject subject, string folder, int index, int count, int kinds, List<Exception> unexpected)
    {
        var random = new Random(index);
        for (var call = 0; call < count; call++)
        {
            using var scope = NewDisposeScope();
            try
            {
                Call(subject, folder, random.Next(kinds), random);
            }
            catch (InvalidOperationException)
            {
                // Such as merging what another thread has merged.
            }
            catch (Exception error)
            {
                lock (unexpected)
                    unexpected.Add(error);
            }
        }
    }

    private static void Call(Subject subject, string folder, int kind, Random random)
    {
        switch (kind)
        {
            case 0 or 1:
                subject.Lora.Merge();
                break;
            case 2 or 3:
                subject.Lora.Unmerge();
                break;
            case 4:
                subject.Lora.Save(folder);
                break;
            case 5:
                subject.Lora.Load(folder);
                break;
            case 6:
                using (var state = new SavedState())
                    subject.Lora.SaveState(state);
                break;
            default:
                foreach (var (_, adapter) in subject.Lora.Named())
                {
                    if (adapter is AdaptiveLoraAdapter adaptive)
                        adaptive.Resize(random.Next(1, adaptive.MaxRank + 1));
                }

                break;
        }
    }

    // What it answers meanwhile mixes merged and unmerged layers, and is of no use; but it is an answer.
    private static void Answer(Subject subject, CancellationToken end)
    {
        var batch = subject.Batch();
        using var untracked = no_grad();
        while (!end.IsCancellationRequested)
        {
            using var scope = NewDisposeScope();
            subject.Model.forward(batch);
        }
    }

    private static float[] Bits(Tensor tensor) => tensor.detach().data<float>().ToArray();
}
