using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class RMSProp
{
    /// <summary>What is kept of a parameter between steps.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>The number of steps.</summary>
        public long step;

        /// <summary>The running mean of the squared gradient.</summary>
        public Tensor square_avg = null!;

        /// <summary>The last direction; null before it is needed.</summary>
        public Tensor? momentum_buffer;

        /// <summary>The running mean of the gradient; null before it is needed.</summary>
        public Tensor? grad_avg;

        /// <summary>The state of a parameter, to be initialised.</summary>
        public State(Parameter parameter)
            : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            square_avg = zeros_like(_parameter).DetachFromDisposeScope();
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            square_avg.Save(writer);
            SaveConditionalStateTensor(writer, momentum_buffer);
            SaveConditionalStateTensor(writer, grad_avg);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            ReadInto(ref square_avg!, reader, _parameter.device);
            LoadConditionalStateTensor(reader, ref momentum_buffer, _parameter.device);
            LoadConditionalStateTensor(reader, ref grad_avg, _parameter.device);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var other = Expect<State>(source);
            step = other.step;
            CopyInto(ref square_avg!, other.square_avg, _parameter.device);
            CopyInto(ref momentum_buffer, other.momentum_buffer, _parameter.device);
            CopyInto(ref grad_avg, other.grad_avg, _parameter.device);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && step == state.step && Close(square_avg, state.square_avg) && Close(momentum_buffer, state.momentum_buffer) && Close(grad_avg, state.grad_avg);

        /// <inheritdoc/>
        public override void to(Device device)
        {
            MoveTo(ref square_avg!, device);
            MoveTo(ref momentum_buffer, device);
            MoveTo(ref grad_avg, device);
        }

        /// <summary>Frees the state.</summary>
        public void Dispose()
        {
            square_avg.Dispose();
            momentum_buffer?.Dispose();
            grad_avg?.Dispose();
        }
    }
}
