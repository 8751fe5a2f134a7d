using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class Rprop
{
    /// <summary>What is kept of a parameter between steps.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>The number of steps.</summary>
        public long step;

        /// <summary>The gradient of the last step.</summary>
        public Tensor prev = null!;

        /// <summary>The step size of each element.</summary>
        public Tensor step_size = null!;

        /// <summary>The state of a parameter, to be initialised.</summary>
        public State(Parameter parameter)
            : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            prev = zeros_like(_parameter).DetachFromDisposeScope();
            step_size = full_like(_parameter, options.LearningRate!.Value).DetachFromDisposeScope();
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            prev.Save(writer);
            step_size.Save(writer);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            ReadInto(ref prev!, reader, _parameter.device);
            ReadInto(ref step_size!, reader, _parameter.device);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var other = Expect<State>(source);
            step = other.step;
            CopyInto(ref prev!, other.prev, _parameter.device);
            CopyInto(ref step_size!, other.step_size, _parameter.device);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && step == state.step && Close(prev, state.prev) && Close(step_size, state.step_size);

        /// <inheritdoc/>
        public override void to(Device device)
        {
            MoveTo(ref prev!, device);
            MoveTo(ref step_size!, device);
        }

        /// <summary>Frees the state.</summary>
        public void Dispose()
        {
            prev.Dispose();
            step_size.Dispose();
        }
    }
}
