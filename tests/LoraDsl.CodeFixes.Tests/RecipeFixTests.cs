using LoraDsl.CodeFixes.Tests.Harness;

namespace LoraDsl.CodeFixes.Tests;

public class RecipeFixTests
{
    [Theory]
    [InlineData("LORA711", "Write '\"query\"'", "[Lora(2, Targets = new[] { /* one */ \"query.\" })]", "[Lora(2, Targets = new[] { /* one */ \"query\" })]")]
    [InlineData("LORA712", "Write '\"query\"'", "[Lora(2, Targets = new[] { \"qurey\", \"head\" })]", "[Lora(2, Targets = new[] { \"query\", \"head\" })]")]
    [InlineData("LORA714", "Remove [DyLora]", "[Lora(2, Targets = new[] { \"query\" }), DyLora(1, 2, Targets = new[] { \"qu*\" })]", "[Lora(2, Targets = new[] { \"query\" })]")]
    [InlineData("LORA201", "Write '1'", "[Lora(2, Targets = new[] { \"query\" })] [Lora(0, Targets = new[] { \"head\" })]", "[Lora(2, Targets = new[] { \"query\" })] [Lora(1, Targets = new[] { \"head\" })]")]
    public Task An_entry_is_put_right(string id, string title, string before, string after) => FixHarness.Verify(id, title, Recipe(before), Recipe(after));

    [Fact]
    public Task LORA120_the_attribute_is_removed_from_what_is_no_module() => FixHarness.Verify(
        "LORA120",
        "Remove [TrainWhole]",
        """
        public sealed partial class Net : Module
        {
            [Lora(8)] private readonly Linear body = Linear(64, 64);
            [TrainWhole] private readonly long part;
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        """,
        """
        public sealed partial class Net : Module
        {
            [Lora(8)] private readonly Linear body = Linear(64, 64);
            private readonly long part;
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        """);

    [Fact]
    public Task LORA701_the_field_is_left_out() => FixHarness.Verify(
        "LORA701",
        "Write [NoLora]",
        """
        [Adaptable]
        public sealed partial class Net : Module
        {
            private readonly Linear head = Linear(64, 64);
            // What is this?
            private readonly Conv3d volume = Conv3d(1, 1, 1);

            public Net() : base("Net") => RegisterComponents();
        }
        """,
        """
        [Adaptable]
        public sealed partial class Net : Module
        {
            private readonly Linear head = Linear(64, 64);
            // What is this?
            [NoLora]
            private readonly Conv3d volume = Conv3d(1, 1, 1);

            public Net() : base("Net") => RegisterComponents();
        }
        """);

    private static string Recipe(string entries) =>
        $$"""
        [LoraRecipe(typeof(Net))]
        {{entries}}
        public static partial class Small { }

        [Adaptable]
        public sealed partial class Net : Module
        {
            private readonly Linear query = Linear(64, 64), head = Linear(64, 64);

            public Net() : base("Net") => RegisterComponents();
        }
        """;
}
