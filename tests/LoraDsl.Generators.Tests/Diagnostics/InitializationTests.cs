using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class InitializationTests
{
    private const string Nothing = "the initialization leaves the model unchanged, so nothing has to be compensated";

    [Theory]
    [InlineData("[DyLora(2, 8, Init = {|LORA220:AdapterInitialization.Pissa|})]", "Pissa", "DyLoRA")]
    [InlineData("[DyLora(2, 8, Init = {|LORA220:AdapterInitialization.LoraGa|})]", "LoraGa", "DyLoRA")]
    [InlineData("[Lors(8, Init = {|LORA220:AdapterInitialization.Xavier|})]", "Xavier", "LoRS")]
    [InlineData("[Lors(8, Init = {|LORA220:AdapterInitialization.Target|})]", "Target", "LoRS")]
    public async Task LORA220_an_initialization_that_the_base_cannot_be_compensated_for(string attribute, string start, string method)
    {
        string[] expected = [$"{start} changes the base; {method} needs a start with B = 0: write Gaussian, Eva or Gradient, or leave Init out"];
        Assert.Equal(expected, await AnalyzerHarness.Verify(Models.WithClassAttribute(attribute)));
        Assert.Equal(expected, await AnalyzerHarness.Verify(Models.WithFieldAttribute(attribute)));
    }

    [Theory]
    [InlineData("[DyLora(2, 8, Init = AdapterInitialization.Eva)]")]
    [InlineData("[DyLora(2, 8, Init = AdapterInitialization.Original)]")]
    [InlineData("[Lors(8, Init = AdapterInitialization.Gradient)]")]
    [InlineData("[Lora(8, Init = AdapterInitialization.Pissa, Compensate = false)]")]
    [InlineData("[Lora(\"adaptive\", 8, Init = AdapterInitialization.LoraGa)]")]
    [InlineData("[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora, Init = AdapterInitialization.Original)]")]
    public async Task A_start_that_goes_with_its_method_is_right(string attribute)
    {
        await AnalyzerHarness.VerifyNone(Models.WithClassAttribute(attribute));
        await AnalyzerHarness.VerifyNone(Models.WithFieldAttribute(attribute));
    }

    [Theory]
    [InlineData("Lora(8)", "[Lora(4, Init = {|LORA221:AdapterInitialization.Eva|})] private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("Lora(8)", "[DyLora(2, 4, Init = {|LORA221:AdapterInitialization.Eva|})] private readonly Embedding tokens = Embedding(64, 64);")]
    public async Task LORA221_a_start_from_inputs_that_an_embedding_has_not(string attribute, string fields) => Assert.Equal(
        ["AdapterInitialization.Eva reads the directions of the layer's inputs, and 'tokens', an Embedding, has none: write Original or Gaussian, or leave Init out"],
        await AnalyzerHarness.Verify(Net(attribute, fields)));

    [Theory]
    [InlineData("[Lora(4, Init = AdapterInitialization.Gaussian)] private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("[Lora(4, Init = AdapterInitialization.Original)] private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("[DyLora(2, 4)] private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("[NoLora] private readonly Embedding tokens = Embedding(64, 64);")]
    public Task An_embedding_with_a_start_of_its_own_is_right(string embedding) => AnalyzerHarness.VerifyNone(
        Net("Lora(8, Init = AdapterInitialization.Eva)", "private readonly Linear layer = Linear(64, 64); " + embedding));

    [Fact]
    public async Task LORA216_a_start_that_contradicts_AdaLoRA() => Assert.Equal(
        ["AdapterInitialization.Pissa cannot be used with AdaLoRA: it initializes P, Λ and Q itself; leave Init out"],
        await AnalyzerHarness.Verify(Models.WithClassAttribute(
            "[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora, Init = {|LORA216:AdapterInitialization.Pissa|})]")));

    [Theory]
    [InlineData("Lora(8, Init = AdapterInitialization.Eva)", "private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("Lora(8, Init = AdapterInitialization.Eva)", "[Lora(4)] private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("DyLora(2, 4, Init = AdapterInitialization.Eva)", "private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("Lora(4, Init = AdapterInitialization.Pissa)", "[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora)] private readonly Linear down = Linear(64, 64);")]
    public Task A_start_of_the_class_passes_layers_by_that_cannot_have_it(string attribute, string field) =>
        AnalyzerHarness.VerifyNone(Net(attribute, "private readonly Linear up = Linear(64, 64); " + field));

    [Fact]
    public void What_is_passed_by_starts_as_layers_do_without_an_Init() => Assert.Contains(
        ": base(\"tokens\", layer, rank: 8, alpha: 8)",
        GeneratorHarness.Run(Net("Lora(8, Init = AdapterInitialization.Eva)", "private readonly Linear up = Linear(64, 64); private readonly Embedding tokens = Embedding(64, 64);"))["Net.Lora.g.cs"],
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Lora(8, Init = {|LORA211:AdapterInitialization.Eva|})", "private readonly Embedding tokens = Embedding(64, 64);", "Eva")]
    [InlineData("Lora(4, Init = {|LORA211:AdapterInitialization.Pissa|})", "[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora)] private readonly Linear down = Linear(64, 64);", "Pissa")]
    public async Task LORA211_a_start_of_the_class_that_passes_all_of_its_layers_by(string attribute, string field, string start) => Assert.Equal(
        [$"'Init' has no effect, because no layer that the class adapts can start by {start}"], await AnalyzerHarness.Verify(Net(attribute, field)));

    [Theory]
    [InlineData("[Lora({|LORA222:9|}, Init = AdapterInitialization.LoraGa)]", "Linear(16, 64)", "LoraGa finds directions for a rank of 8 at most in 'layer' of 16 by 64, and its rank is 9: write 8 or less, or another Init")]
    [InlineData("[Lora(\"adaptive\", 16, MinRank = {|LORA222:9|}, Init = AdapterInitialization.LoraGa)]", "Linear(64, 16)", "LoraGa finds directions for a rank of 8 at most in 'layer' of 64 by 16, and its rank is 9: write 8 or less, or another Init")]
    [InlineData("[Lora({|LORA222:2|}, Init = AdapterInitialization.LoraGa)]", "Conv2d(8, 3, 3)", "LoraGa finds directions for a rank of 1 at most in 'layer' of 72 by 3, and its rank is 2: write 1 or less, or another Init")]
    public async Task LORA222_a_rank_for_which_there_are_too_few_directions(string attribute, string layer, string message)
    {
        var field = $"private readonly {layer[..layer.IndexOf('(', StringComparison.Ordinal)]} layer = {layer};";
        Assert.Equal([message], (await AnalyzerHarness.Verify(Net("NoOption", attribute + field))));
        Assert.Equal([message], (await AnalyzerHarness.Verify(Net(attribute.Trim('[', ']'), field))));
    }

    [Theory]
    [InlineData("Lora(8, Init = AdapterInitialization.LoraGa)", "Linear(16, 64)")]
    [InlineData("Lora(8, Init = AdapterInitialization.Olora)", "Linear(9, 64)")]
    [InlineData("DyLora(2, 8, Init = AdapterInitialization.Eva)", "Linear(9, 64)")]
    [InlineData("Lora(9, Init = AdapterInitialization.LoraGa)", "Linear(System.Environment.ProcessorCount, 64)")]
    public Task A_rank_for_which_there_are_enough_directions_or_may_be_is_right(string attribute, string layer) =>
        AnalyzerHarness.VerifyNone(Net(attribute, $"private readonly Linear layer = {layer};"));

    [Theory]
    [InlineData("[Lora(8, Compensate = {|LORA211:false|})]")]
    [InlineData("[Lora(8, Init = AdapterInitialization.Eva, Compensate = {|LORA211:true|})]")]
    public async Task LORA211_nothing_to_compensate_for(string attribute)
    {
        Assert.Equal([$"'Compensate' has no effect, because {Nothing}"], await AnalyzerHarness.Verify(Models.WithClassAttribute(attribute)));
        Assert.Equal([$"'Compensate' has no effect, because {Nothing}"], await AnalyzerHarness.Verify(Models.WithFieldAttribute(attribute)));
    }

    [Fact]
    public Task A_fields_start_makes_use_of_the_classs_compensation() => AnalyzerHarness.VerifyNone(Net(
        "Lora(8, Compensate = false)", "[Lora(8, Init = AdapterInitialization.Olora)] private readonly Linear layer = Linear(64, 64);"));

    [Theory]
    [InlineData("[Lora(8, Init = {|LORA214:(AdapterInitialization)99|})]")]
    [InlineData("[DyLora(2, 8, Init = {|LORA214:(AdapterInitialization)99|})]")]
    [InlineData("[Lors(8, Init = {|LORA214:(AdapterInitialization)99|})]")]
    public async Task LORA214_a_start_that_is_none(string attribute) => Assert.Equal(
        ["Init is (AdapterInitialization)99, which is no member of AdapterInitialization: name one, or leave the option out"],
        await AnalyzerHarness.Verify(Models.WithClassAttribute(attribute)));

    private static string Net(string attribute, string fields) =>
        $$"""
        {{(attribute == "NoOption" ? "" : $"[{attribute}]")}}
        public sealed partial class Net : Module<Tensor, Tensor>
        {
            {{fields}}

            public Net() : base(nameof(Net))
            {
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => x;
        }
        """;
}
