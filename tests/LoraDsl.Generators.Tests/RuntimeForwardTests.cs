using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests;

/// <summary>The forward code of adapters whose options only the run knows.</summary>
public class RuntimeForwardTests
{
    private static readonly Lazy<SortedDictionary<string, string>> s_generated = new(() => GeneratorHarness.Texts(
        GeneratorHarness.CreateDriver().RunGenerators(Compilations.Create("").WithAssemblyName("LoraDsl.Runtime")).GetRunResult().Results[0]));

    [Fact]
    public void The_runtime_gets_one_for_each_method_and_kind_of_layer() => Assert.Equal(
        [
            "Conv2dAdaLora_RuntimeScale_RuntimeDropout",
            "Conv2dDora_RuntimeScale_RuntimeDropout",
            "Conv2dDyLoraFrozen_RuntimeDropout",
            "Conv2dDyLora_RuntimeDropout",
            "Conv2dLora_RuntimeScale_RuntimeDropout",
            "Conv2dLorsExact_RuntimeScale",
            "Conv2dLors_RuntimeScale",
            "EmbeddingAdaLora_RuntimeScale",
            "EmbeddingDora_RuntimeScale",
            "EmbeddingDyLora",
            "EmbeddingDyLoraFrozen",
            "EmbeddingLora_RuntimeScale",
            "LinearAdaLora_RuntimeScale_RuntimeDropout",
            "LinearDora_RuntimeScale_RuntimeDropout",
            "LinearDyLoraFrozen_RuntimeDropout",
            "LinearDyLora_RuntimeDropout",
            "LinearLora_RuntimeScale_RuntimeDropout",
            "LinearLorsExact_RuntimeScale",
            "LinearLors_RuntimeScale",
        ],
        s_generated.Value.Keys.Select(name => name["LoraDsl.Generated.".Length..^".g.cs".Length]).Order(StringComparer.Ordinal));

    [Fact]
    public void Dropout_is_asked_for_at_run_time()
    {
        var text = s_generated.Value["LoraDsl.Generated.LinearLora_RuntimeScale_RuntimeDropout.g.cs"];
        Assert.Contains("Forward(bool training, Tensor x, Linear layer, Tensor a, Tensor b, double scaling, double dropout)", text, StringComparison.Ordinal);
        Assert.Contains("var input = training && dropout > 0 ? torch.nn.functional.dropout(x, dropout, true) : x;", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_has_the_scaling_of_its_own_pass()
    {
        var text = s_generated.Value["LoraDsl.Generated.LinearLors_RuntimeScale.g.cs"];
        Assert.Contains("new Function().Run(x, layer, layer.weight, layer.bias, a, b, scaling);", text, StringComparison.Ordinal);
        Assert.Contains("MaskedMerge.Rent(weight, a, b, Scaling);", text, StringComparison.Ordinal);
        Assert.Contains("MaskedMerge.Rent(pass.Weight, pass.A, pass.B, pass.Scaling);", text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_other_assembly_gets_them() => Assert.Empty(
        GeneratorHarness.Texts(GeneratorHarness.CreateDriver().RunGenerators(Compilations.Create("")).GetRunResult().Results[0]));
}
