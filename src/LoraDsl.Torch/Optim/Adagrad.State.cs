using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class Adagrad
{
    /// <summary>What is kept of a parameter between steps.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>The number of steps.</summary>
        public long step;

        /// <summary>The sum of the squared gradients.</summary>
        public Tensor sum = null!;

        /// <summary>The state of a parameter, to be initialised.</summary>
        public State(Parameter parameter)
            : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            sum = full_like(_parameter, ((Options)options).initial_accumulator_value!.Value).DetachFromDisposeScope();
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            sum.Save(writer);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            ReadInto(ref sum!, reader, _parameter.device);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var other = Expect<State>(source);
            step = other.step;
            CopyInto(ref sum!, other.sum, _parameter.device);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && step == state.step && Close(sum, state.sum);

        /// <inheritdoc/>
        public override void to(Device device) => MoveTo(ref sum!, device);

        /// <summary>Frees the state.</summary>
        public void Dispose() => sum.Dispose();
    }
}
