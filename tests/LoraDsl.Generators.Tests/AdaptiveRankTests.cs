using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests;

public class AdaptiveRankTests
{
    [Fact]
    public void A_model_shares_its_budget_with_its_children() => GeneratorHarness.Verify([
        """
        namespace Digits.Models;

        [Lora("adaptive")]
        public sealed partial class Block : Module<Tensor, Tensor>
        {
            private readonly Linear query;

            public Block() : base(nameof(Block))
            {
                query = Linear(8, 8);
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => Query.forward(x);
        }

        [Lora("adaptive", budget: 64)]
        public sealed partial class Net : Module<Tensor, Tensor>
        {
            private readonly Linear head;
            private readonly Block first;
            private readonly ModuleList<Block> blocks;

            public Net() : base(nameof(Net))
            {
                head = Linear(8, 10);
                first = new Block();
                blocks = new ModuleList<Block>(new Block(), new Block());
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => Head.forward(blocks[0].forward(first.forward(x)));

            public HeadAdapter Typed() => Lora.Head;

            public Block.QueryAdapter TypedThroughAList() => Lora.Blocks[1].Query;
        }
        """]);

    [Fact]
    public void Bounds_and_a_budget_of_its_own_reach_the_adapter() => GeneratorHarness.Verify([
        """
        public sealed partial class Mlp : Module<Tensor, Tensor>
        {
            [Lora("adaptive", budget: 8, MinRank = 0, MaxRank = 16, Alpha = 32, RankStabilized = true)]
            private readonly Linear up;
            [Lora("adaptive", 4)]
            private readonly Linear down;

            public Mlp() : base(nameof(Mlp))
            {
                up = Linear(8, 32);
                down = Linear(32, 8);
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => Down.forward(Up.forward(x));
        }
        """]);

    [Fact]
    public void How_a_budget_is_shared_out_goes_where_the_budget_is_and_only_what_differs_is_said() => GeneratorHarness.Verify([
        """
        [Lora("adaptive", 5000, Importance = RankImportance.Taylor, Allocation = AllocationStrategy.Proportional, Rounding = RankRounding.Floor, BudgetUnit = BudgetUnit.Parameters, Schedule = RankSchedule.GradientEnergy)]
        public sealed partial class Mlp : Module<Tensor, Tensor>
        {
            private readonly Linear up;
            [Lora("adaptive", budget: 4, Importance = RankImportance.ExplainedVariance, Allocation = AllocationStrategy.Components, Schedule = RankSchedule.Constant)]
            private readonly Linear down;
            [Lora("adaptive", MaxRank = 8)]
            private readonly Linear gate;

            public Mlp() : base(nameof(Mlp))
            {
                up = Linear(8, 32);
                down = Linear(32, 8);
                gate = Linear(8, 32);
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => Down.forward(Up.forward(x) * Gate.forward(x));
        }
        """]);
}
