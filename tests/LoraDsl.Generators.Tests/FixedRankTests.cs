using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests;

public class FixedRankTests
{
    [Fact]
    public void A_class_attribute_adapts_every_linear_field() => GeneratorHarness.Verify([
        """
        namespace Digits.Models;

        [Lora(8, Alpha = 16)]
        public sealed partial class Attention : Module<Tensor, Tensor>
        {
            private readonly Linear query, _key;
            private readonly Linear m_value;
            [NoLora] private readonly Linear gate;
            private readonly LayerNorm norm;
            private static readonly Linear s_shared = Linear(2, 2);

            public Attention(long width) : base(nameof(Attention))
            {
                query = Linear(width, width);
                _key = Linear(width, width);
                m_value = Linear(width, width);
                gate = s_shared;
                norm = LayerNorm(width);
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) =>
                Value.forward(Key.forward(Query.forward(norm.forward(gate.forward(x)))));
        }
        """]);

    [Fact]
    public void A_module_that_is_trained_whole_joins_the_set() => GeneratorHarness.Verify([
        """
        namespace Digits;

        [Lora(8, Bias = BiasTraining.All, LoraBias = true)]
        public sealed partial class Classifier : Module<Tensor, Tensor>
        {
            private readonly Linear body = Linear(64, 64);
            [TrainWhole] private readonly Linear head = Linear(64, 4);
            [TrainWhole] private readonly LayerNorm? norm = null;

            public Classifier() : base(nameof(Classifier))
            {
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => head.forward(Body.forward(x));
        }
        """]);

    [Fact]
    public void A_field_attribute_adapts_that_field_only() => GeneratorHarness.Verify([
        """
        public sealed partial class Mlp : Module<Tensor, Tensor>
        {
            [Lora(4)] private readonly Linear up;
            private readonly Linear down;

            public Mlp() : base(nameof(Mlp))
            {
                up = Linear(8, 32);
                down = Linear(32, 8);
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => down.forward(Up.forward(x));
        }
        """]);

    [Fact]
    public void Dropout_is_code_only_where_it_is_asked_for() => GeneratorHarness.Verify([
        """
        [Lora(8, Alpha = 4, Dropout = 0.1)]
        public sealed partial class Head : Module<Tensor, Tensor>
        {
            private readonly Linear output;

            public Head() : base(nameof(Head))
            {
                output = Linear(8, 2);
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => Output.forward(x);
        }
        """]);

    [Fact]
    public void A_scaling_that_is_no_float_is_applied_in_double_precision() => GeneratorHarness.Verify([
        """
        [Lora(8, Alpha = 16, RankStabilized = true)]
        public sealed partial class Head : Module<Tensor, Tensor>
        {
            private readonly Linear output;

            public Head() : base(nameof(Head))
            {
                output = Linear(8, 2);
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => Output.forward(x);
        }
        """]);
}
