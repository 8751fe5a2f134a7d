using LoraDsl.Adapters;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>The AdaLoRA of a model, checked before anything is made of it.</summary>
public sealed class AdaLoraPlan
{
    internal AdaLoraPlan(AdaLoraOptions options, IReadOnlyList<AdaLoraShare> shares) => (Options, Shares) = (options, shares);

    /// <summary>How the budgets are spent over the steps.</summary>
    internal AdaLoraOptions Options { get; }

    /// <summary>Each budget with the adapters that draw on it.</summary>
    internal IReadOnlyList<AdaLoraShare> Shares { get; }

    /// <summary>The plan of a model; none for one that has no AdaLoRA adapter.</summary>
    /// <param name="set">The adapters of the model.</param>
    /// <param name="options">What the user gave.</param>
    /// <exception cref="ArgumentException">Options without an adapter, or such as no budget can follow.</exception>
    /// <exception cref="InvalidOperationException">Adapters without options, without a budget, or with one that cannot be met.</exception>
    public static AdaLoraPlan? Of(AdapterSet set, AdaLoraOptions? options)
    {
        var first = set.Named().FirstOrDefault(entry => entry.Adapter is AdaLoraAdapter);
        if (first.Adapter is null)
        {
            return options is null
                ? null
                : throw new ArgumentException(
                    $"{set.ModelName} has no AdaLoRA adapter for these options: write [Lora(\"adaptive\", budget: …, Allocation = AllocationStrategy.AdaLora)] on the class or on a field.",
                    nameof(options));
        }

        if (options is null)
        {
            throw new InvalidOperationException(
                $"'{first.Path}' is adapted by AdaLoRA, whose budget falls over the steps of the training: call Lora.Optimizer(…, adaLora: new AdaLoraOptions(totalSteps: …)).");
        }

        options.Validate();
        return new AdaLoraPlan(options, [.. BudgetScope.Of(set).Where(scope => scope.Triplets.Count > 0).Select(scope => new AdaLoraShare(scope, options))]);
    }

    /// <summary>Throws where an optimizer cannot do what AdaLoRA will ask of it.</summary>
    /// <exception cref="NotSupportedException">It reads gradients in a way of its own.</exception>
    public static void RequireSupport(optim.Optimizer optimizer)
    {
        if (optimizer is OptimizerHelper)
            return;
        var name = optimizer.GetType().Name;
        optimizer.Dispose();
        throw new NotSupportedException(
            $"AdaLoRA cannot train with {name}, which may read several gradients in a step: take an optimizer of TorchSharp's that reads one, such as AdamW or SGD.");
    }
}
