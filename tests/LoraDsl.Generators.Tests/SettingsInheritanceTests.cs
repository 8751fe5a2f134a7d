using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests;

[Collection(Probe.Collection)]
public class SettingsInheritanceTests
{
    [Fact]
    public void A_field_takes_the_options_that_it_leaves_out_from_its_class() => GeneratorHarness.Verify([
        """
        [Lora(8, Alpha = 16, Dropout = 0.1, RankStabilized = true)]
        public sealed partial class Net : Module
        {
            [Lora(4)] private readonly Linear up = Linear(8, 8);
            [Lora(4, Alpha = 8, RankStabilized = false)] private readonly Linear down = Linear(8, 8);
            [Lora(4, Dropout = 0)] private readonly Linear head = Linear(8, 8);
            [DyLora(2, 4)] private readonly Linear other = Linear(8, 8);
            [Lora(2)] private readonly Embedding tokens = Embedding(10, 8);
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        """]);

    [Fact]
    public void An_adaptive_field_takes_the_bounds_and_draws_on_the_budget_of_its_class() => Assert.Equal(
        "10: up 2-4 dropout 0, down 1-3 dropout 0.5",
        Probe.Run<string>(
            """
            [assembly: LoraAccessibility(PlaceAccessibility.Public)]
            [Lora("adaptive", budget: 10, MinRank = 2, MaxRank = 4)]
            public sealed partial class Net : Module
            {
                [Lora("adaptive")] private readonly Linear up = Linear(8, 8);
                [Lora("adaptive", MinRank = 1, MaxRank = 3, Dropout = 0.5)] private readonly Linear down = Linear(8, 8);
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            }
            public static class Probe
            {
                public static string Run()
                {
                    var net = new Net();
                    return System.FormattableString.Invariant(
                        $"{net.Lora.Budget!.Amount}: up {net.Up.MinRank}-{net.Up.MaxRank} dropout {net.Up.Dropout}, down {net.Down.MinRank}-{net.Down.MaxRank} dropout {net.Down.Dropout}");
                }
            }
            """));

    [Fact]
    public void A_field_takes_its_schedule_from_its_class() => Assert.Equal(
        "GradientEnergy Loss Constant",
        Probe.Run<string>(
            """
            [assembly: LoraAccessibility(PlaceAccessibility.Public)]
            [Lora("adaptive", budget: 10, Schedule = RankSchedule.GradientEnergy)]
            public sealed partial class Net : Module
            {
                [Lora("adaptive", MaxRank = 4)] private readonly Linear up = Linear(8, 8);
                [Lora("adaptive", Schedule = RankSchedule.Loss)] private readonly Linear down = Linear(8, 8);
                [Lora("adaptive", budget: 2, Schedule = RankSchedule.Constant)] private readonly Linear head = Linear(8, 8);
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            }
            public static class Probe
            {
                public static string Run()
                {
                    var net = new Net();
                    return $"{net.Up.Schedule} {net.Down.Schedule} {net.Head.Schedule}";
                }
            }
            """));

    [Fact]
    public void A_range_takes_its_mode_from_its_class()
    {
        var generated = GeneratorHarness.Run(
            """
            [DyLora(2, 4, Mode = DyLoraMode.Frozen, Alpha = 8)]
            public sealed partial class Net : Module
            {
                [DyLora(4, 8)] private readonly Linear up = Linear(8, 8);
                [DyLora(4, 8, Mode = DyLoraMode.Full)] private readonly Linear down = Linear(8, 8);
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            }
            """);
        Assert.Equal(
            ["LoraDsl.Generated.LinearDyLora.g.cs", "LoraDsl.Generated.LinearDyLoraFrozen.g.cs", "Net.Lora.g.cs"], generated.Keys);
        Assert.Contains(
            "<c>[DyLora(4, 8)]</c> on the field, with options of <c>[DyLora(2, 4, Mode = DyLoraMode.Frozen, Alpha = 8)]</c> on the class.",
            generated["Net.Lora.g.cs"],
            StringComparison.Ordinal);
    }
}
