using LoraDsl.Formats.Peft;

namespace LoraDsl.Runtime.Tests.Checkpoints.Peft;

public sealed class AdapterTensorNameTests
{
    [Theory]
    [InlineData("base_model.model.a.q.lora_A.weight", "a.q", AdapterTensorRole.FactorA, "", null)]
    [InlineData("a.q.lora_B.weight", "a.q", AdapterTensorRole.FactorB, "", null)]
    [InlineData("base_model.model.a.q.lora_A.default.weight", "a.q", AdapterTensorRole.FactorA, "", "default")]
    [InlineData("base_model.model._orig_mod.a.q.lora_B.french.weight", "a.q", AdapterTensorRole.FactorB, "", "french")]
    [InlineData("_orig_mod.base_model.model.a._orig_mod.q.lora_A.weight", "a.q", AdapterTensorRole.FactorA, "", null)]
    [InlineData("base_model.model.model.q.lora_A", "model.q", AdapterTensorRole.FactorA, "", null)]
    [InlineData("base_model.model.q.lora_E.default", "q", AdapterTensorRole.SingularValues, "", "default")]
    [InlineData("base_model.model.q.ranknum.default", "q", AdapterTensorRole.RankCount, "", "default")]
    [InlineData("base_model.model.e.lora_embedding_A", "e", AdapterTensorRole.FactorA, "", null)]
    [InlineData("base_model.model.e.lora_embedding_B.default", "e", AdapterTensorRole.FactorB, "", "default")]
    [InlineData("base_model.model.q.lora_B.bias", "q", AdapterTensorRole.FactorBias, "", null)]
    [InlineData("base_model.model.q.lora_magnitude_vector", "q", AdapterTensorRole.Magnitude, "", null)]
    [InlineData("base_model.model.q.lora_magnitude_vector.default.weight", "q", AdapterTensorRole.Magnitude, "", "default")]
    [InlineData("base_model.model.q.lora_diag", "q", AdapterTensorRole.UnknownFactor, "lora_diag", null)]
    [InlineData("base_model.model.e.base_layer.weight", "e", AdapterTensorRole.BaseParameter, "weight", null)]
    [InlineData("base_model.model.q.base_layer.bias", "q", AdapterTensorRole.BaseParameter, "bias", null)]
    [InlineData("base_model.model.head.modules_to_save.default.weight", "head", AdapterTensorRole.ModuleParameter, "weight", null)]
    [InlineData("base_model.model.head.dense.weight", "head.dense", AdapterTensorRole.ModuleParameter, "weight", null)]
    [InlineData("base_model.model.e.token_adapter.trainable_tokens_delta", "e", AdapterTensorRole.TrainableTokens, "", null)]
    [InlineData("base_model.model.lora_block.q.lora_A.weight", "lora_block.q", AdapterTensorRole.FactorA, "", null)]
    public void A_name_is_taken_apart(string key, string path, AdapterTensorRole role, string parameter, string? adapter)
    {
        var name = AdapterTensorName.Parse(key);
        Assert.Equal((key, path, role, parameter, adapter), (name.Key, name.Path, name.Role, name.Parameter, name.Adapter));
    }

    [Theory]
    [InlineData("layers.0.q layers.1.q", "layers.0.q layers.1.q head", "nothing")]
    [InlineData("model.layers.0.q", "layers.0.q layers.1.q", "the prefix 'model.' taken off")]
    [InlineData("layers.0.q", "model.layers.0.q model.layers.1.q", "the prefix 'model.' added")]
    [InlineData("a.q b.q", "model.q", "nothing")]
    [InlineData("x.y.q", "q", "nothing")]
    public void One_level_of_root_is_found(string file, string model, string expected) =>
        Assert.Equal(expected, RootLevel.Between(file.Split(' '), model.Split(' ')).ToString());

    [Fact]
    public void A_level_that_could_be_two_is_an_error() => Assert.Contains(
        "in 2 ways", Assert.Throws<InvalidDataException>(() => RootLevel.Between(["q"], ["left.q", "right.q"])).Message, StringComparison.Ordinal);
}
