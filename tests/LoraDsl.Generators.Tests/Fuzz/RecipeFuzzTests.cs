using System.Reflection;
using LoraDsl.Adapters;
using LoraDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace LoraDsl.Generators.Tests.Fuzz;

/// <summary>
/// Random recipes on random models. What the compiler lets pass trains, merges, saves and loads; what it refuses of a recipe that a configuration of the run can
/// say as well, the run refuses, too.
/// </summary>
[Collection(Probe.Collection)]
public sealed class RecipeFuzzTests(ITestOutputHelper output)
{
    private const int Recipes = 50;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_compiles_works_and_what_does_not_is_refused_by_the_run_as_well(int seed)
    {
        var random = new Random(seed);
        var shape = ModelShape.Make(random);
        var recipes = Enumerable.Range(0, Recipes).Select(index => RandomRecipe.Make($"Recipe{index}", shape, random)).ToList();
        var refused = await Refused(shape, recipes);
        var sound = recipes.Where(recipe => !refused.Contains(recipe.Name)).ToList();
        output.WriteLine($"seed {seed}: {sound.Count} recipes of {Recipes} compile");
        Assert.NotEmpty(sound);

        var assembly = GeneratorHarness.Load("\n#pragma warning disable\n" + shape.Source + string.Concat(sound.Select(recipe => recipe.Source)));
        foreach (var recipe in sound)
            Live(assembly, recipe, seed);
        foreach (var recipe in recipes.Where(recipe => recipe.Single is not null))
            RequireEqualVerdict(assembly, recipe, refused.Contains(recipe.Name));
    }

    // The names of the recipes that an error lies in.
    private static async Task<HashSet<string>> Refused(ModelShape shape, List<RandomRecipe> recipes)
    {
        string[] sources = [shape.Source, .. recipes.Select(recipe => recipe.Source)];
        var diagnostics = await AnalyzerHarness.Diagnose(Compilations.Create(sources));
        return [.. diagnostics
            .Where(diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error)
            .Select(diagnostic => int.Parse(diagnostic.Location.SourceTree!.FilePath[6..^3], System.Globalization.CultureInfo.InvariantCulture) - 1)
            .Select(index => recipes[index].Name)];
    }

    private static void Live(Assembly assembly, RandomRecipe recipe, int seed)
    {
        using var scope = NewDisposeScope();
        manual_seed(seed);
        using var model = Model(assembly);
        using var other = Model(assembly);
        other.load_state_dict(model.state_dict());
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            AdapterSet set;
            try
            {
                set = Attach(assembly, recipe, model);
            }
            catch (ArgumentException error) when (error.Message.StartsWith("A budget of 1 ranks is below ", StringComparison.Ordinal))
            {
                // How many elements of a list share a budget only the instance knows.
                return;
            }

            var again = Attach(assembly, recipe, other);
            var x = randn(6, 8);
            foreach (var adaptive in set.Named().Select(entry => entry.Adapter).OfType<Methods.AdaptiveLoraAdapter>())
                adaptive.Resize(Math.Max(1, adaptive.MinRank));
            set.FreezeBase();
            using var optimizer = optim.SGD(model.parameters().Where(parameter => parameter.requires_grad), 0.05);
            for (var step = 0; step < 2; step++)
            {
                optimizer.zero_grad();
                model.forward(x).square().mean().backward();
                optimizer.step();
            }

            model.eval();
            other.eval();
            using var untracked = no_grad();
            var trained = model.forward(x);
            set.Save(folder.FullName);
            set.Merge();
            Assert.True(Distance(trained, model.forward(x)) < 1e-3, recipe.Source);
            set.Unmerge();
            Assert.True(Distance(trained, model.forward(x)) == 0, recipe.Source);
            again.Load(folder.FullName);
            Assert.True(Distance(trained, other.forward(x)) < 1e-5, recipe.Source);
        }
        catch (Exception error) when (error is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"seed {seed}:\n{recipe.Source}", error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void RequireEqualVerdict(Assembly assembly, RandomRecipe recipe, bool isRefused)
    {
        using var model = Model(assembly);
        var (rank, alpha, dropout) = recipe.Single!.Value;
        var error = Record.Exception(() => LoraModel.Attach(model, new LoraConfig { Rank = rank, Alpha = alpha, Dropout = dropout, TargetModules = ".*" }));
        Assert.True(error is ArgumentException == isRefused, $"{recipe.Source}\n{error?.Message ?? "no error"}");
    }

    private static nn.Module<Tensor, Tensor> Model(Assembly assembly) => (nn.Module<Tensor, Tensor>)Activator.CreateInstance(assembly.GetType("Net")!)!;

    private static AdapterSet Attach(Assembly assembly, RandomRecipe recipe, nn.Module model)
    {
        try
        {
            return (AdapterSet)assembly.GetType(recipe.Name)!.GetMethod("Attach")!.Invoke(null, [model, "default", null])!;
        }
        catch (TargetInvocationException failure)
        {
            throw failure.InnerException!;
        }
    }

    private static float Distance(Tensor left, Tensor right) => (left - right).abs().max().item<float>();
}
