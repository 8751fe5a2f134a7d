using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class ASGD
{
    /// <summary>What is kept of a parameter between steps.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>The number of steps.</summary>
        public long step;

        /// <summary>The learning rate now.</summary>
        public double eta;

        /// <summary>The weight of the newest values in the average.</summary>
        public double mu;

        /// <summary>The average of the parameter.</summary>
        public Tensor ax = null!;

        /// <summary>The state of a parameter, to be initialised.</summary>
        public State(Parameter parameter)
            : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            eta = options.LearningRate!.Value;
            mu = 1;
            ax = zeros_like(_parameter).DetachFromDisposeScope();
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            writer.Write(eta);
            writer.Write(mu);
            ax.Save(writer);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            eta = reader.ReadDouble();
            mu = reader.ReadDouble();
            ReadInto(ref ax!, reader, _parameter.device);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var other = Expect<State>(source);
            step = other.step;
            eta = other.eta;
            mu = other.mu;
            CopyInto(ref ax!, other.ax, _parameter.device);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && step == state.step && eta == state.eta && mu == state.mu && Close(ax, state.ax);

        /// <inheritdoc/>
        public override void to(Device device) => MoveTo(ref ax!, device);

        /// <summary>Frees the state.</summary>
        public void Dispose() => ax.Dispose();
    }
}
