using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class GroupTests
{
    private const string Pair = "[LoraGroup(\"Pair\")] private readonly Linear query = Linear(64, 64), key = Linear(64, 64);";

    [Theory]
    [InlineData("\"query-key\"", "query-key", "it becomes a property, and this is no name of one: write \"QueryKey\"")]
    [InlineData("\"class\"", "class", "it becomes a property, and this is no name of one: write \"Class\"")]
    [InlineData("\"2 heads\"", "2 heads", "it becomes a property, and this is no name of one: write \"Heads\"")]
    [InlineData("\"\"", "", "it becomes a property, and this is no name of one: write one, such as \"Projections\"")]
    [InlineData("\"Query\"", "Query", "'Net' has or inherits a member of that name already: write another")]
    [InlineData("nameof(Extra)", "Extra", "'Net' has or inherits a member of that name already: write another")]
    [InlineData("\"parameters\"", "parameters", "'Net' has or inherits a member of that name already: write another")]
    [InlineData("\"Merge\"", "Merge", "'Net' has or inherits a member of that name already: write another")]
    public async Task LORA601_a_name_that_no_property_can_have(string argument, string name, string reason)
    {
        var messages = await AnalyzerHarness.Verify(Net(
            $"[LoraGroup({{|LORA601:{argument}|}})] private readonly Linear query = Linear(64, 64);\n"
            + $"[LoraGroup({{|LORA601:{argument}|}})] private readonly Linear key = Linear(64, 64);\n"
            + "public int Extra => 0;"));
        Assert.All(messages, message => Assert.Equal($"A group cannot be called \"{name}\": {reason}", message));
        Assert.Equal(2, messages.Count);
    }

    [Fact]
    public async Task LORA601_a_group_of_the_base_class_has_the_name() => Assert.Equal(
        2,
        (await AnalyzerHarness.Verify(
            """
            [Lora(8)]
            public partial class Base : Module
            {
                [LoraGroup("Pair")] private readonly Linear query = Linear(64, 64), key = Linear(64, 64);
                public Base(string name) : base(name) { RegisterComponents(); AttachLora(); }
            }
            """,
            """
            [Lora(8)]
            public sealed partial class Net : Base
            {
                [LoraGroup({|LORA601:"Pair"|})] private readonly Linear up = Linear(64, 64);
                [LoraGroup({|LORA601:"Pair"|})] private readonly Linear gate = Linear(64, 64);
                public Net() : base("Net") { AttachLora(); }
            }
            """)).Count);

    [Theory]
    [InlineData("[{|LORA602:LoraGroup(\"Pair\")|}] private readonly Embedding tokens = Embedding(64, 64);", "'tokens' cannot be in a group: a group multiplies one input by several Linear layers, and this is of type 'Embedding'")]
    [InlineData("[{|LORA602:LoraGroup(\"Pair\")|}] private readonly Conv2d patches = Conv2d(64, 64, 3);", "'patches' cannot be in a group: a group multiplies one input by several Linear layers, and this is of type 'Conv2d'")]
    [InlineData("[{|LORA602:LoraGroup(\"Pair\")|}] private readonly LayerNorm norm = LayerNorm(64);", "'norm' cannot be in a group: a group multiplies one input by several Linear layers, and this is of type 'LayerNorm'")]
    [InlineData("[Lors(4), {|LORA602:LoraGroup(\"Pair\")|}] private readonly Linear value = Linear(64, 64);", "'value' cannot be in a group: [Lors] works on a masked weight, which shares no product with other layers")]
    [InlineData("[{|LORA602:LoraGroup(\"Pair\")|}] private static readonly Linear value = Linear(64, 64);", "'value' cannot be in a group: it is static and belongs to no model")]
    [InlineData("[{|LORA602:LoraGroup(\"Pair\")|}] private readonly Linear? value = null;", "'value' cannot be in a group: it may be null, and a group runs all of its layers: declare it without '?'")]
    [InlineData("[field: {|LORA602:LoraGroup(\"Pair\")|}] public Linear Value { get; } = Linear(64, 64);", "'Value' cannot be in a group: the field behind a property cannot be named: make it a field")]
    public async Task LORA602_a_layer_that_shares_no_product(string member, string message) =>
        Assert.Equal([message], await AnalyzerHarness.Verify(Net(Pair + "\n" + member)));

    [Theory]
    [InlineData("[Lora(8)]", "[{|LORA603:LoraGroup(\"Pair\")|}, NoLora] private readonly Linear value = Linear(64, 64);", "'value' is in a group, but has [NoLora]: remove one of them")]
    [InlineData("[Lora(8, Exclude = new[] { \"left*\" })]", "[{|LORA603:LoraGroup(\"Pair\")|}] private readonly Linear left = Linear(64, 64);", "'left' is in a group, but is not adapted: write [Lora] on it or on its class, or remove [LoraGroup]")]
    public async Task LORA603_a_layer_that_is_not_adapted(string attribute, string member, string message) =>
        Assert.Equal([message], await AnalyzerHarness.Verify(Net(Pair + "\n" + member, attribute)));

    [Fact]
    public async Task LORA603_a_class_in_which_nothing_is_adapted() => Assert.Equal(
        [
            "'query' is in a group, but is not adapted: write [Lora] on it or on its class, or remove [LoraGroup]",
            "'key' is in a group, but is not adapted: write [Lora] on it or on its class, or remove [LoraGroup]",
        ],
        await AnalyzerHarness.Verify(
            """
            public sealed class Net : Module
            {
                [{|LORA603:LoraGroup("Pair")|}] private readonly Linear query = Linear(64, 64);
                [{|LORA603:LoraGroup("Pair")|}] private readonly Linear key = Linear(64, 64);
                public Net() : base("Net") { RegisterComponents(); }
            }
            """));

    [Fact]
    public async Task A_contradiction_is_one_mistake() => Assert.Equal(
        ["'value' has both [Lora] and [NoLora]: remove one of them"],
        await AnalyzerHarness.Verify(Net(Pair + "\n[LoraGroup(\"Pair\"), Lora(8), {|LORA208:NoLora|}] private readonly Linear value = Linear(64, 64);")));

    [Theory]
    [InlineData("[{|LORA604:LoraGroup(\"Alone\")|}]", "'value' is alone in the group \"Alone\": put the layers into it that read the same input, or remove the attribute")]
    [InlineData("[LoraGroup({|LORA604:\"pair\"|})]", "'value' is alone in the group \"pair\": did you mean \"Pair\"?")]
    [InlineData("[LoraGroup({|LORA604:\"Piar\"|})]", "'value' is alone in the group \"Piar\": did you mean \"Pair\"?")]
    public async Task LORA604_a_group_of_one(string attribute, string message) =>
        Assert.Equal([message], await AnalyzerHarness.Verify(Net($"{Pair}\n{attribute} private readonly Linear value = Linear(64, 64);")));

    [Fact]
    public async Task LORA605_sizes_that_are_constants_and_disagree() => Assert.Equal(
        ["The layers of the group \"Trio\" cannot read one input: 'query' takes 64 features and 'value' 32; make them agree, or remove [LoraGroup] from one of them"],
        await AnalyzerHarness.Verify(Net(
            """
            [LoraGroup("Trio")] private readonly Linear query = Linear(64, 64), key = Linear(64, Sizes.Length);
            [{|LORA605:LoraGroup("Trio")|}] private readonly Linear value = Linear(outputSize: 64, inputSize: 32);
            private static readonly int[] Sizes = [];
            """)));

    [Theory]
    [InlineData("[LoraGroup(\"Trio\")] private readonly Linear query = Linear(64, 64), key = Linear(64, 32), value = Linear(64, 8);")]
    [InlineData("[LoraGroup(\"Trio\")] private readonly Linear query = Linear(64, 64), key = Linear(Sizes.Length, 64); private static readonly int[] Sizes = [];")]
    [InlineData("[LoraGroup(\"Trio\")] private readonly Linear query = Linear(64, 64); [LoraGroup(\"Trio\"), DyLora(1, 4)] private readonly Linear key = Linear(64, 64);")]
    [InlineData("private const string Name = \"Trio\"; [LoraGroup(Name)] private readonly Linear query = Linear(64, 64); [LoraGroupAttribute(\"Tr\" + \"io\")] private readonly Linear key = Linear(64, 64);")]
    [InlineData("[LoraGroup(\"Q\")] private readonly Linear a = Linear(64, 64), b = Linear(64, 64); [LoraGroup(\"U\")] private readonly Linear c = Linear(32, 64), d = Linear(32, 64);")]
    public Task Groups_that_are_right(string members) => AnalyzerHarness.VerifyNone(Net(members, "[Lora(4)]"));

    [Theory]
    [InlineData("[LoraGroup({|LORA601:\"2 heads\"|})] private readonly Linear a = Linear(64, 64); [LoraGroup({|LORA601:\"2 heads\"|})] private readonly Linear b = Linear(64, 64);", "A group cannot be called \"2 heads\": it becomes a property, and this is no name of one: write \"Heads\"")]
    [InlineData("[LoraGroup({|LORA601:\"Places\"|})] private readonly Linear a = Linear(64, 64); [LoraGroup({|LORA601:\"Places\"|})] private readonly Linear b = Linear(64, 64);", "A group cannot be called \"Places\": 'Net' has or inherits a member of that name already: write another")]
    [InlineData("[{|LORA602:LoraGroup(\"Pair\")|}] private readonly Embedding tokens = Embedding(64, 64);", "'tokens' cannot be in a group: a group multiplies one input by several Linear layers, and this is of type 'Embedding'")]
    [InlineData("[{|LORA602:LoraGroup(\"Pair\")|}] private readonly Linear[] experts = [];", "'experts' cannot be in a group: a group multiplies one input by several Linear layers, and this is of type 'Linear[]'")]
    [InlineData("[{|LORA602:LoraGroup(\"Pair\")|}] private readonly Linear? value = null;", "'value' cannot be in a group: it may be null, and a group runs all of its layers: declare it without '?'")]
    [InlineData("[{|LORA602:LoraGroup(\"Pair\")|}, NoLora] private static readonly Linear value = Linear(64, 64);", "'value' cannot be in a group: it is static and belongs to no model")]
    [InlineData("[{|LORA603:LoraGroup(\"Pair\")|}, NoLora] private readonly Linear value = Linear(64, 64);", "'value' is in a group, but has [NoLora]: remove one of them")]
    [InlineData("[{|LORA603:LoraGroup(\"Pair\")|}] private readonly Linear left = Linear(64, 64);", "'left' is in a group, but is left out by [Adaptable]: change its Targets or Exclude, or remove [LoraGroup]")]
    [InlineData("[LoraGroup({|LORA604:\"Piar\"|})] private readonly Linear value = Linear(64, 64);", "'value' is alone in the group \"Piar\": did you mean \"Pair\"?")]
    [InlineData("[{|LORA605:LoraGroup(\"Pair\")|}] private readonly Module<Tensor, Tensor> value = Linear(32, 64);", "The layers of the group \"Pair\" cannot read one input: 'query' takes 64 features and 'value' 32; make them agree, or remove [LoraGroup] from one of them")]
    public async Task Places_in_a_group_follow_the_same_rules(string members, string message)
    {
        var messages = await AnalyzerHarness.Verify(
            $$"""
            [Adaptable(Exclude = new[] { "left*" })]
            public sealed partial class Net : Module
            {
                private readonly Linear leftOut = Linear(4, 4);
                {{Pair}}
                {{members}}
                public Net() : base("Net") { RegisterComponents(); }
            }
            """);
        Assert.Equal([message], messages.Distinct());
    }

    [Fact]
    public Task Groups_of_places_that_are_right() => AnalyzerHarness.VerifyNone(
        $$"""
        [Adaptable]
        public sealed partial class Net : Module
        {
            {{Pair}}
            [field: LoraGroup("Pair")] private Linear Value { get; } = Linear(64, 8);
            public Net() : base("Net") { RegisterComponents(); }
        }
        """);

    private static string Net(string members, string attribute = "[Lora(8)]") =>
        $$"""
        {{attribute}}
        public sealed partial class Net : Module
        {
            {{members}}
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        """;
}
