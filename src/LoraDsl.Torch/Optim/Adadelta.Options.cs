namespace TorchSharp.Modules;

public partial class Adadelta
{
    /// <summary>The options of a group; what is null is the optimiser's.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>The decay rate of the running means.</summary>
        public double? rho;

        /// <summary>What is added to the denominator.</summary>
        public double? eps;

        /// <summary>The factor of the weights in the gradient.</summary>
        public double? weight_decay;

        /// <summary>Whether to climb.</summary>
        public bool? maximize;

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(rho!.Value);
            writer.Write(eps!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(maximize!.Value);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            rho = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            maximize = reader.ReadBoolean();
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            var other = Expect<Options>(source);
            base.LoadStateDict(source);
            rho = other.rho;
            eps = other.eps;
            weight_decay = other.weight_decay;
            maximize = other.maximize;
        }

        internal void Complete(Options defaults)
        {
            LearningRate ??= defaults.LearningRate;
            rho ??= defaults.rho;
            eps ??= defaults.eps;
            weight_decay ??= defaults.weight_decay;
            maximize ??= defaults.maximize;
        }
    }
}
