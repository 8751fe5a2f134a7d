namespace TorchSharp.Modules;

public partial class Adagrad
{
    /// <summary>The options of a group; what is null is the optimiser's.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>How fast the learning rate falls: at step t it is lr / (1 + (t - 1) · lr_decay).</summary>
        public double? lr_decay;

        /// <summary>The sum of squares before the first step.</summary>
        public double? initial_accumulator_value;

        /// <summary>What is added to the denominator.</summary>
        public double? eps;

        /// <summary>The factor of the weights in the gradient.</summary>
        public double? weight_decay;

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(lr_decay!.Value);
            writer.Write(initial_accumulator_value!.Value);
            writer.Write(eps!.Value);
            writer.Write(weight_decay!.Value);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            lr_decay = reader.ReadDouble();
            initial_accumulator_value = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            var other = Expect<Options>(source);
            base.LoadStateDict(source);
            lr_decay = other.lr_decay;
            initial_accumulator_value = other.initial_accumulator_value;
            eps = other.eps;
            weight_decay = other.weight_decay;
        }

        internal void Complete(Options defaults)
        {
            LearningRate ??= defaults.LearningRate;
            lr_decay ??= defaults.lr_decay;
            initial_accumulator_value ??= defaults.initial_accumulator_value;
            eps ??= defaults.eps;
            weight_decay ??= defaults.weight_decay;
        }
    }
}
