using LoraDsl.Adapters;
using LoraDsl.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl;

/// <summary>The trainer of an adapted model.</summary>
public static class AdapterSetTrainerExtensions
{
    /// <summary>Makes a trainer; the type of the batches follows from the loss.</summary>
    /// <param name="set">The adapters of the model.</param>
    /// <param name="optimizer">Makes the optimizer, such as <c>p => torch.optim.AdamW(p, lr: 1e-3)</c>; the same one each time.</param>
    /// <param name="loss">The loss of a batch: runs the model and returns a scalar.</param>
    /// <param name="options">How to train.</param>
    /// <param name="accuracy">The accuracy of a batch, measured when validating.</param>
    /// <param name="callbacks">The callbacks, in the order in which they are called.</param>
    public static LoraTrainer<TBatch> Trainer<TBatch>(
        this AdapterSet set,
        Func<IEnumerable<Parameter>, optim.Optimizer> optimizer,
        Func<TBatch, Tensor> loss,
        TrainerOptions options,
        Func<TBatch, double>? accuracy = null,
        params IReadOnlyList<ITrainingCallback> callbacks) =>
        new(set, optimizer, loss, options) { Accuracy = accuracy, Callbacks = callbacks };
}
