using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Torch.Tests.NN;

public class ModuleStateTests
{
    [Fact]
    public void A_state_copies_one_module_into_another()
    {
        using var source = Model();
        using var target = Model();
        var (missing, unexpected) = target.load_state_dict(source.state_dict());
        Assert.Empty(missing);
        Assert.Empty(unexpected);
        AssertSame(source, target);
        Assert.NotSame(source.get_parameter("0.weight"), target.get_parameter("0.weight"));
    }

    [Fact]
    public void A_strict_load_refuses_missing_and_unexpected_keys_and_changes_nothing()
    {
        using var source = Model();
        using var target = Model();
        using var extra = zeros(1);
        var before = Numbers.Of(target.get_parameter("0.weight")!);
        var state = source.state_dict();
        state.Remove("2.bias");
        state.Add("3.weight", extra);

        Assert.Throws<InvalidOperationException>(() => target.load_state_dict(state));
        Assert.Equal(before, Numbers.Of(target.get_parameter("0.weight")!));

        var (missing, unexpected) = target.load_state_dict(state, strict: false);
        Assert.Equal(["2.bias"], missing);
        Assert.Equal(["3.weight"], unexpected);
        Assert.Equal(Numbers.Of(source.get_parameter("0.weight")!), Numbers.Of(target.get_parameter("0.weight")!));
    }

    [Fact]
    public void A_key_to_skip_is_left_alone()
    {
        using var source = Model();
        using var target = Model();
        var before = Numbers.Of(target.get_parameter("0.weight")!);
        target.load_state_dict(source.state_dict(), skip: ["0.weight"]);
        Assert.Equal(before, Numbers.Of(target.get_parameter("0.weight")!));
        Assert.Equal(Numbers.Of(source.get_parameter("2.weight")!), Numbers.Of(target.get_parameter("2.weight")!));
    }

    [Fact]
    public void Another_shape_is_broadcast_or_refused()
    {
        using var target = Model();
        using var one = ones(1);
        using var three = ones(3);
        var state = Model().state_dict();
        state["2.bias"] = one;
        target.load_state_dict(state);
        Numbers.AssertClose([1, 1], target.get_parameter("2.bias")!);
        state["2.bias"] = three;
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => target.load_state_dict(state));
    }

    [Fact]
    public void A_saved_module_comes_back()
    {
        using var source = Model();
        using var target = Model();
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        source.save(writer);
        writer.Flush();
        stream.Position = 0;
        var loaded = new Dictionary<string, bool>();
        target.load(stream, loadedParameters: loaded);
        AssertSame(source, target);
        Assert.Equal(source.state_dict().Keys, loaded.Keys);
        Assert.All(loaded.Values, Assert.True);
    }

    [Fact]
    public void A_file_of_another_module_is_refused()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using var other = Sequential(Linear(3, 4), GELU(), Linear(4, 3));
            other.save(path);
            using var target = Model();
            Assert.Throws<ArgumentException>(() => target.load(path));

            using var larger = Sequential(Linear(3, 4), Linear(4, 4), Linear(4, 2));
            Assert.Throws<ArgumentException>(() => larger.load(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_file_format_is_a_count_and_then_names_types_shapes_and_bytes()
    {
        using var model = Linear(1, 2, hasBias: false);
        init.constant_(model.weight, 1);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        model.save(writer);
        writer.Flush();
        byte[] one = [0, 0, 128, 63];
        Assert.Equal([1, 6, .. "weight"u8, 6, 2, 2, 1, .. one, .. one], stream.ToArray());
    }

    [Fact]
    public void Gradients_are_dropped_or_filled_with_zeros()
    {
        using var model = Linear(2, 1);
        using var input = ones(1, 2);
        model.forward(input).sum().backward();
        model.zero_grad(set_to_none: false);
        Numbers.AssertClose([0, 0], model.weight.grad!);
        model.zero_grad();
        Assert.Null(model.weight.grad);
    }

    private static TorchSharp.Modules.Sequential Model() => Sequential(Linear(3, 4), GELU(), Linear(4, 2));

    private static void AssertSame(Module expected, Module actual)
    {
        foreach (var (name, tensor) in expected.state_dict())
            Assert.Equal(Numbers.Of(tensor), Numbers.Of(actual.state_dict()[name]));
    }
}
