using System.ComponentModel;
using LoraDsl.Adapters;
using LoraDsl.Layers;
using LoraDsl.Limits;
using LoraDsl.Methods;
using static TorchSharp.torch;

namespace LoraDsl.Recipes;

/// <summary>
/// The adapters that a recipe attaches to a model. The generator derives one class for each recipe, with a typed member for each place that the
/// recipe adapts.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public abstract class RecipeAdapterSet : AdapterSet
{
    /// <summary>Opens the set.</summary>
    /// <param name="model">The model.</param>
    /// <param name="recipe">Name of the recipe, for messages.</param>
    /// <param name="name">The name of each of its adapters.</param>
    /// <param name="budget">What to share out over the adaptive adapters.</param>
    /// <exception cref="ArgumentException">The name is empty or has a dot in it, or the budget is below 1.</exception>
    /// <exception cref="InvalidOperationException">The model has adapters of this name.</exception>
    protected RecipeAdapterSet(nn.Module model, string recipe, string name, AdapterBudget? budget = null)
        : base(model, recipe, name, Required(budget))
    {
    }

    internal override bool IsOfAttributes => false;

    /// <summary>Attaches a set to a model, or leaves the model as it was.</summary>
    /// <typeparam name="TSet">The set.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="name">The name of each adapter.</param>
    /// <param name="create">Makes the set, whose adapters join the model one after another.</param>
    /// <returns>The set, which is in force alone.</returns>
    /// <exception cref="ArgumentException">The name is empty or has a dot in it, or a budget does not cover the least ranks of the adapters that share it; nothing was changed.</exception>
    public static TSet Attach<TSet>(nn.Module model, string name, Func<TSet> create)
        where TSet : AdapterSet
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(create);
        AdapterNames.Require(name);
        lock (AttachedSets.LockOf(model))
        {
            var present = AttachedSets.Find(model, name);
            try
            {
                var set = create();
                RequireBudgets(set);
                set.Use();
                return set;
            }
            catch
            {
                if (AttachedSets.Find(model, name) is { } failed && !ReferenceEquals(failed, present))
                    failed.Withdraw();
                throw;
            }
        }
    }

    /// <summary>Adapts a place by LoRA.</summary>
    /// <param name="place">The place.</param>
    /// <param name="path">Its path in the model.</param>
    /// <param name="options">The options.</param>
    protected LoraAdapter AddLora(AdaptedPlace place, string path, LoraOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require(path, OptionVerdict.Lora(options.Rank, options.Alpha, options.Dropout) ?? OptionVerdict.LearningRateRatio(options.LearningRateRatio));
        ArgumentNullException.ThrowIfNull(place);
        if (options is { Dora: true, Bias: true })
            throw new ArgumentException($"'{path}' cannot be adapted so. DoRA rescales the whole weight, and a bias on B is none of it: leave LoraBias or Dora out.");
        if (options.Rank > place.Layer.FullRank)
            LoraWarnings.Handler?.Invoke($"Rank {options.Rank} is too much for '{path}', at whose rank {place.Layer.FullRank} s·B·A is any matrix of its shape: give it less.");
        if (options.Bias && place.Layer is EmbeddingLayer)
            options = options with { Bias = false };
        return Added<LoraAdapter>(place, path, () => new ConfiguredLora(place, options));
    }

    /// <summary>Adapts a place by LoRA of a rank that is measured.</summary>
    /// <param name="place">The place.</param>
    /// <param name="path">Its path in the model.</param>
    /// <param name="options">The options.</param>
    protected AdaptiveLoraAdapter AddAdaptive(AdaptedPlace place, string path, AdaptiveOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require(path, OptionVerdict.Adaptive(options.MinRank, options.MaxRank, options.Alpha, options.Dropout) ?? OptionVerdict.LearningRateRatio(options.LearningRateRatio));
        return Added(place, path, () => new ConfiguredAdaptiveLora(place, options));
    }

    /// <summary>Adapts a place by AdaLoRA.</summary>
    /// <param name="place">The place.</param>
    /// <param name="path">Its path in the model.</param>
    /// <param name="options">The options.</param>
    protected AdaLoraAdapter AddAdaLora(AdaptedPlace place, string path, AdaLoraAdapterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require(path, OptionVerdict.AdaLora(options.InitialRank, options.MinRank, options.MaxRank, options.Alpha, options.Dropout));
        return Added(place, path, () => new ConfiguredAdaLora(place, options));
    }

    /// <summary>Adapts a place by DyLoRA.</summary>
    /// <param name="place">The place.</param>
    /// <param name="path">Its path in the model.</param>
    /// <param name="options">The options.</param>
    protected DyLoraAdapter AddDyLora(AdaptedPlace place, string path, DyLoraOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require(path, OptionVerdict.DyLora(options.MinRank, options.MaxRank, options.Alpha, options.Dropout) ?? OptionVerdict.LearningRateRatio(options.LearningRateRatio));
        return Added(place, path, () => new ConfiguredDyLora(place, options));
    }

    /// <summary>Adapts a sparse place by LoRS.</summary>
    /// <param name="place">The place.</param>
    /// <param name="path">Its path in the model.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="NotSupportedException">The place is an embedding.</exception>
    protected LorsAdapter AddLors(AdaptedPlace place, string path, LorsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require(path, OptionVerdict.Lors(options.Rank, options.Alpha));
        return Added(place, path, () => new ConfiguredLors(place, path, options));
    }

    /// <summary>Adapts a place by VeRA.</summary>
    /// <param name="place">The place.</param>
    /// <param name="path">Its path in the model.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="NotSupportedException">The place is no Linear.</exception>
    protected VeraAdapter AddVera(AdaptedPlace place, string path, VeraOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require(path, OptionVerdict.Vera(options.Rank, options.DInitial, options.Dropout));
        return Added(place, path, () => new VeraAdapter(place.Layer, options));
    }

    /// <summary>Adapts a place by LoHa.</summary>
    /// <param name="place">The place.</param>
    /// <param name="path">Its path in the model.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="NotSupportedException">The place is no Linear and no Conv2d.</exception>
    protected LoHaAdapter AddLoHa(AdaptedPlace place, string path, LoHaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require(path, OptionVerdict.LoHa(options.Rank, options.Alpha, options.RankDropout, options.ModuleDropout));
        return Added(place, path, () => new LoHaAdapter(place.Layer, options));
    }

    /// <summary>Adapts a place by LoKr.</summary>
    /// <param name="place">The place.</param>
    /// <param name="path">Its path in the model.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="NotSupportedException">The place is no Linear and no Conv2d.</exception>
    protected LoKrAdapter AddLoKr(AdaptedPlace place, string path, LoKrOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require(path, OptionVerdict.LoKr(options.Rank, options.Alpha, options.RankDropout, options.ModuleDropout, options.DecomposeFactor));
        return Added(place, path, () => new LoKrAdapter(place.Layer, options));
    }

    /// <summary>Adapts a place by IA³.</summary>
    /// <param name="place">The place.</param>
    /// <param name="path">Its path in the model.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="NotSupportedException">The place is no Linear and no Conv2d.</exception>
    protected Ia3Adapter AddIa3(AdaptedPlace place, string path, Ia3Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Added(place, path, () => new Ia3Adapter(place.Layer, options));
    }

    /// <summary>Trains modules whole.</summary>
    /// <param name="paths">Their paths in the model, with <c>*</c> for one name or a part of one and <c>**</c> for any number of names.</param>
    /// <exception cref="InvalidOperationException">A path names no module of the model, or one that has nothing to train.</exception>
    protected void AddWhole(params string[] paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        foreach (var path in paths)
        {
            foreach (var (found, module) in ModulePaths.Outermost(Model, path))
                AddWholeAt(found, module, isBias: false);
        }
    }

    private protected void AddRows(AdaptedPlace place, string path, IReadOnlyList<int> rows)
    {
        if (new SharedWeights(Model).Other(place.Layer.Module, place.Layer.Weight) is { } other)
            throw new InvalidOperationException($"The weight of '{path}' is one tensor with '{other}' (tied weights), which the trained rows would have to be rows of, too: give '{path}' a weight of its own by LoraModel.Untie(model, \"{path}\") first.");
        if (place[Name] is not null)
            throw new InvalidOperationException($"'{path}' is adapted by factors, beside which its rows cannot be trained: leave it out of TargetModules, or its rows out of TrainableTokens.");
        AddAt(path, new TrainedRowsAdapter(place, rows));
    }

    private static AdapterBudget? Required(AdapterBudget? budget) => budget is { Amount: var amount } && OptionVerdict.Budget(amount) is { } problem
        ? throw new ArgumentException(problem, nameof(budget))
        : budget;

    // The budget may be a value of the run, and how many places share it only the instance knows.
    private static void RequireBudgets(AdapterSet set)
    {
        if (set.Budget is null)
            return;
        foreach (var scope in BudgetScope.Of(set))
        {
            var (least, unit) = (scope.LeastCost, scope.Budget.Unit == BudgetUnit.Ranks ? "ranks" : "parameters");
            if (scope.Budget.Amount < least)
            {
                throw new ArgumentException(
                    $"A budget of {scope.Budget.Amount} {unit} is below the {least} that the {scope.Adapters.Count + scope.Triplets.Count} adaptive adapters of {set.ModelName} need at least: raise the budget or lower MinRank.");
            }
        }
    }

    private static void Require(string path, string? problem)
    {
        if (problem is not null)
            throw new ArgumentException($"'{path}' cannot be adapted so. {problem}.");
    }

    // One layer in two places has one adapter.
    private TAdapter Added<TAdapter>(AdaptedPlace place, string path, Func<TAdapter> create)
        where TAdapter : LayerAdapter
    {
        ArgumentNullException.ThrowIfNull(place);
        if (place[Name] is not { } present || !ReferenceEquals(present.Owner, this))
            return AddAt(path, create());
        return present as TAdapter ?? throw new InvalidOperationException(
            $"'{present.NameInOwner}' and '{path}' are one layer, which the recipe adapts by two methods: give both places the same.");
    }
}
