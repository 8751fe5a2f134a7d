using static TorchSharp.torch;

namespace LoraDsl.Training.Host;

/// <summary>
/// Makes wrong calls, one after another, and says each before it is made: where the process ends, the last line names the call. A call
/// follows from the seed, its number and the kind of mistakes that are drawn from.
/// </summary>
internal static class WrongCallProgram
{
    public static int Run(int seed, int first, int count, string kind = "")
    {
        Mistake[] mistakes = [.. Mistake.All.Where(mistake => mistake.Name.StartsWith(kind, StringComparison.Ordinal))];
        LoraWarnings.Handler = null;
        var failures = 0;
        for (var number = first; number < first + count; number++)
        {
            var random = new Random(HashCode(seed, number));
            var name = Subject.Names[random.Next(Subject.Names.Count)];
            var mistake = mistakes[random.Next(mistakes.Length)];
            Console.WriteLine($"call {number}: {name}, {mistake.Name}");
            manual_seed(number);
            using var scope = NewDisposeScope();
            var subject = Subject.Create(name);
            var outcome = "";
            try
            {
                mistake.Make(subject, random);
            }
            catch (Exception error)
            {
                outcome = error.GetType().Name;
            }

            if (!is_grad_enabled())
            {
                failures++;
                Console.WriteLine($"failed {number}: gradients are left switched off");
                set_grad_enabled(true);
            }

            try
            {
                (mistake.Ruins ? Subject.Create(name) : subject).Train();
            }
            catch (Exception error)
            {
                failures++;
                Console.WriteLine($"failed {number}: {name}, {mistake.Name} ({outcome}), then a step: {error.GetType().Name}: {error.Message.Split('\n')[0]}");
            }
        }

        Console.WriteLine($"end {count} calls, {failures} failures");
        return failures == 0 ? 0 : 1;
    }

    private static int HashCode(int seed, int number) => unchecked((seed * 1_000_003) + number);
}
