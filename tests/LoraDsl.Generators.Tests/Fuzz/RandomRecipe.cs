using System.Globalization;

namespace LoraDsl.Generators.Tests.Fuzz;

/// <summary>A random recipe as source: some work, some do not.</summary>
/// <param name="Name">Name of its class.</param>
/// <param name="Source">The class.</param>
/// <param name="Single">Rank, α and dropout where it is one entry of LoRA for every place, which a configuration of the run can say as well.</param>
internal sealed record RandomRecipe(string Name, string Source, (int Rank, double? Alpha, double Dropout)? Single)
{
    public static RandomRecipe Make(string name, ModelShape model, Random random)
    {
        var entries = new List<string>();
        (int, double?, double)? single = null;
        var count = 1 + random.Next(3);
        for (var entry = 0; entry < count; entry++)
        {
            // Most options are sound, or hardly a recipe would be.
            var isWild = random.Next(6) == 0;
            var rank = isWild ? Pick(random, 0, -1, 9) : Pick(random, 1, 2, 3, 4, 8);
            var alpha = isWild ? Alpha(random) : random.Next(3) == 0 ? Pick(random, 1.0, 16.0) : (double?)null;
            var dropout = isWild ? Pick(random, 0, 1.0, -0.1) : random.Next(4) == 0 ? 0.25 : 0;
            var targets = Targets(model, random);
            var options = (alpha is { } a ? $", Alpha = {Text(a)}" : "") + (dropout != 0 ? $", Dropout = {Text(dropout)}" : "") + targets;
            var kind = random.Next(6);
            entries.Add(kind switch
            {
                0 => $"[DyLora({rank}, {Math.Max(rank, 1) + random.Next(isWild ? -1 : 0, 4)}{options})]",
                1 => $"[Lors({rank}{(alpha is { } b ? $", Alpha = {Text(b)}" : "")}{targets})]",
                2 => $"[Lora(\"adaptive\", budget: {(isWild ? Pick(random, 0, 1) : Pick(random, 20, 40))}{options})]",
                _ => $"[Lora({rank}{options})]",
            });
            single = kind > 2 && targets.Length == 0 ? (rank, alpha, dropout) : null;
        }

        var source = $"""
            [LoraRecipe(typeof(Net))]
            {string.Join('\n', entries)}
            public static partial class {name};

            """;
        return new RandomRecipe(name, source, entries.Count == 1 ? single : null);
    }

    private static string Targets(ModelShape model, Random random) => random.Next(6) switch
    {
        0 or 1 => "",
        2 => ", Targets = new[] { \"**\" }",
        3 => ", Targets = new[] { \"blocks.*.query\" }",
        4 => $", Targets = new[] {{ \"{model.Paths[random.Next(model.Paths.Count)]}\", \"{model.Paths[random.Next(model.Paths.Count)]}\" }}",
        _ => $", Targets = new[] {{ \"{model.Paths[random.Next(model.Paths.Count)]}{(random.Next(3) == 0 ? "x" : "")}\" }}",
    };

    private static double? Alpha(Random random) => random.Next(3) switch
    {
        0 => Pick(random, 1.0, 16.0, 0.0, -2.0, 1e30, double.Epsilon),
        _ => null,
    };

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];

    private static string Text(double value) => value == double.Epsilon ? "double.Epsilon" : value.ToString("R", CultureInfo.InvariantCulture);
}
