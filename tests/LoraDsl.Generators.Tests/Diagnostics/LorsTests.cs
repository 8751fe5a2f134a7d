using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class LorsTests
{
    [Theory]
    [InlineData("[Lors({|LORA201:0|})]", "A rank of 0 adapts nothing: write 1 or more")]
    [InlineData("[Lors(8, Alpha = {|LORA206:-1|})]", "Alpha is -1: write a number from 0.000001 to 1000000, or leave it out")]
    [InlineData(
        "[Lors(8, Mode = {|LORA214:(LorsMode)7|})]",
        "Mode is (LorsMode)7, which is no member of LorsMode: name one, or leave the option out")]
    [InlineData(
        "[Lors(8, RankStabilized = {|LORA211:true|})]",
        "'RankStabilized' has no effect, because without Alpha the scaling is 1 at every rank; set Alpha as well if it is wanted")]
    public async Task A_wrong_option_is_reported_on_its_argument(string attribute, string message)
    {
        Assert.Equal([message], await AnalyzerHarness.Verify(Models.WithClassAttribute(attribute)));
        Assert.Equal([message], await AnalyzerHarness.Verify(Models.WithFieldAttribute(attribute)));
    }

    [Theory]
    [InlineData("[Lors(0)]")]
    [InlineData("[Lors(8, Alpha = -1)]")]
    [InlineData("[Lors(8, Mode = (LorsMode)7)]")]
    public void A_wrong_option_still_generates_code_that_compiles(string attribute) =>
        GeneratorHarness.Run(Models.WithClassAttribute(attribute));

    [Theory]
    [InlineData("[Lors(8)]")]
    [InlineData("[Lors(8, Alpha = 16, RankStabilized = true, Mode = LorsMode.Exact)]")]
    public async Task What_is_right_is_not_reported(string attribute)
    {
        await AnalyzerHarness.VerifyNone(Models.WithClassAttribute(attribute));
        await AnalyzerHarness.VerifyNone(Models.WithFieldAttribute(attribute));
    }

    [Theory]
    [InlineData(
        "[Lors(8, Dropout = {|LORA502:0.1|})]",
        "[Lors] has no option 'Dropout', because its product is a part of the weight, which has no input of its own to drop from: remove it")]
    [InlineData("[Lors(8, MaxRank = {|LORA502:16|})]", "[Lors] has no option 'MaxRank', because its rank is one fixed number: remove it")]
    public async Task An_option_of_dense_methods_is_named_where_the_compiler_cannot_say_why(string attribute, string message)
    {
        Assert.Equal([message], await AnalyzerHarness.Verify(Models.WithClassAttribute(attribute)));
        Assert.Equal([message], await AnalyzerHarness.Verify(Models.WithFieldAttribute(attribute)));
    }

    [Fact]
    public async Task A_budget_is_named_though_no_constructor_takes_it() => Assert.Equal(
        ["[Lors] has no option 'budget', because its rank is one fixed number: remove it"],
        await AnalyzerHarness.Verify(
            """
            public sealed partial class Net : Module<Tensor, Tensor>
            {
                [Lors(8, budget: {|LORA502:16|})] private readonly Linear output = Linear(64, 32);

                public Net() : base(nameof(Net)) => RegisterComponents();

                public override Tensor forward(Tensor x) => output.forward(x);
            }
            """));

    [Fact]
    public async Task An_embedding_has_no_product_to_mask()
    {
        var messages = await AnalyzerHarness.Verify(Net("", "[{|LORA501:Lors(8)|}] private readonly Embedding tokens = Embedding(100, 64);"));
        Assert.Equal(
            ["[Lors] cannot adapt 'tokens', an Embedding, which looks its rows up and multiplies by nothing: write [Lora] instead, or nothing"], messages);
    }

    [Fact]
    public async Task A_class_leaves_embeddings_alone_and_cannot_mean_one()
    {
        await AnalyzerHarness.VerifyNone(Net("[Lors(8)]", "private readonly Embedding tokens = Embedding(100, 64); public Embedding Table => tokens;"));
        Assert.Equal(
            ["[Lors] cannot adapt 'tokens', an Embedding, which looks its rows up and multiplies by nothing: remove it from Targets"],
            await AnalyzerHarness.Verify(
                Net("[Lors(8, Targets = [\"output\", {|LORA501:\"tokens\"|}])]", "private readonly Embedding tokens = Embedding(100, 64);")));
    }

    [Fact]
    public async Task NoLora_on_an_embedding_of_a_sparse_class_changes_nothing() => Assert.Equal(
        ["[NoLora] on 'tokens' changes nothing, because [Lors] on the class adapts no Embedding anyway: remove it"],
        await AnalyzerHarness.Verify(Net("[Lors(8)]", "[{|LORA212:NoLora|}] private readonly Embedding tokens = Embedding(100, 64);")));

    [Fact]
    public async Task A_field_that_says_the_same_as_its_class_changes_nothing() => Assert.Equal(
        ["[Lors] on 'up' changes nothing, because its class says the same: remove it"],
        await AnalyzerHarness.Verify(Net("[Lors(8, Mode = LorsMode.Exact)]", "[{|LORA212:Lors(8)|}] private readonly Linear up = Linear(64, 64);")));

    [Theory]
    [InlineData("[Lora(8), {|LORA208:Lors(8)|}]", "[Lora]", "[Lors]")]
    [InlineData("[DyLora(4, 8), {|LORA208:Lors(8)|}]", "[DyLora]", "[Lors]")]
    [InlineData("[Lors(8), {|LORA208:NoLora|}]", "[Lors]", "[NoLora]")]
    public async Task Two_methods_on_one_place_contradict_each_other(string attributes, string first, string second) => Assert.Equal(
        [$"'up' has both {first} and {second}: remove one of them"],
        await AnalyzerHarness.Verify(Net("[Lors(4)]", $"{attributes} private readonly Linear up = Linear(64, 64);")));

    [Fact]
    public async Task A_rank_that_its_layer_is_too_small_for_is_reported() => Assert.Contains(
        "Rank 32 is too much for 'output'",
        Assert.Single(await AnalyzerHarness.Verify(Models.WithFieldAttribute("[Lors({|LORA209:32|})]"))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("[Lora(8, Alpha = 16)]", "[{|LORA503:Lors(8)|}]", "[Lors] on 'up' does not inherit Alpha = 16 from [Lora]")]
    [InlineData("[DyLora(4, 8, Alpha = 16)]", "[{|LORA503:Lors(8)|}]", "[Lors] on 'up' does not inherit Alpha = 16 from [DyLora]")]
    [InlineData("[Lors(8, Alpha = 16)]", "[{|LORA503:Lora(8)|}]", "[Lora] on 'up' does not inherit Alpha = 16 from [Lors]")]
    public async Task Alpha_of_another_method_on_the_class_is_not_meant_to_be_lost(string ofClass, string ofField, string message) => Assert.StartsWith(
        message,
        Assert.Single(await AnalyzerHarness.Verify(Net(ofClass, $"{ofField} private readonly Linear up = Linear(64, 64);"))),
        StringComparison.Ordinal);

    [Fact]
    public Task A_field_with_an_alpha_of_its_own_says_what_it_means() => AnalyzerHarness.VerifyNone(
        Net("[Lora(8, Alpha = 16)]", "[Lors(8, Alpha = 8)] private readonly Linear up = Linear(64, 64);"));

    [Fact]
    public async Task A_sparse_field_is_told_that_it_has_no_part_in_its_class_dropout() => Assert.Equal(
        ["'up' is trained without the dropout of [Lora] on the class, because LoRS has no dropout"],
        await AnalyzerHarness.Verify(Net("[Lora(8, Dropout = 0.1)]", "[{|LORA504:Lors(8)|}] private readonly Linear up = Linear(64, 64);")));

    [Fact]
    public async Task A_class_with_nothing_but_embeddings_has_nothing_to_adapt() => Assert.Equal(
        ["'Net' has nothing to adapt: give it a Linear or Conv2d field without [NoLora] or an adapted child, or remove the attribute"],
        await AnalyzerHarness.Verify(
            """
            [{|LORA301:Lors(8)|}]
            public sealed partial class Net : Module<Tensor, Tensor>
            {
                private readonly Embedding tokens = Embedding(100, 64);

                public Net() : base(nameof(Net))
                {
                    RegisterComponents();
                }

                public override Tensor forward(Tensor x) => tokens.forward(x);
            }
            """));

    private static string Net(string attribute, string field) =>
        $$"""
        {{attribute}}
        public sealed partial class Net : Module<Tensor, Tensor>
        {
            private readonly Linear output = Linear(64, 32);
            {{field}}

            public Net() : base(nameof(Net))
            {
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => x;
        }
        """;
}
