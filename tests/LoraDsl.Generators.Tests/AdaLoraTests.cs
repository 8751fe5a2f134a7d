using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests;

public class AdaLoraTests
{
    [Fact]
    public void Every_kind_of_layer_folds_its_triplets_into_LoRAs_factors() => GeneratorHarness.Verify([
        """
        [Lora("adaptive", budget: 16, Allocation = AllocationStrategy.AdaLora, InitialRank = 8, Alpha = 4, Dropout = 0.1)]
        public sealed partial class Net : Module<Tensor, Tensor>
        {
            private readonly Embedding table;
            private readonly Conv2d convolution;
            private readonly Linear head;

            public Net() : base(nameof(Net))
            {
                table = Embedding(16, 8);
                convolution = Conv2d(1, 8, 3);
                head = Linear(8, 10);
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => Head.forward(Convolution.forward(Table.forward(x)));
        }
        """]);

    [Fact]
    public void Without_options_the_scaling_is_1_and_costs_nothing() => GeneratorHarness.Verify([
        """
        public sealed partial class Head : Module<Tensor, Tensor>
        {
            [Lora("adaptive", budget: 4, Allocation = AllocationStrategy.AdaLora, MinRank = 0, MaxRank = 10)]
            private readonly Linear output;

            public Head() : base(nameof(Head))
            {
                output = Linear(16, 16);
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => Output.forward(x);
        }
        """]);
}
