using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Torch.Tests.NN;

public class ModuleMoveTests
{
    [Fact]
    public void A_change_of_type_puts_new_parameters_into_registry_fields_and_properties()
    {
        using var model = new Model();
        var before = model.parameters().ToList();
        var same = model.to(ScalarType.Float64);

        Assert.Same(model, same);
        Assert.Same(model.get_parameter("scale"), model.scale);
        Assert.Same(model.get_parameter("layer.weight"), model.layer.weight);
        Assert.Same(model.get_buffer("table"), model.table);
        Assert.All(model.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.Equal(ScalarType.Float64, model.table.dtype);
        Assert.Equal(ScalarType.Int64, model.index.dtype);
        Assert.All(before, parameter => Assert.True(parameter.IsInvalid));
    }

    [Fact]
    public void A_move_keeps_values_gradients_and_whether_gradients_are_wanted()
    {
        using var model = new Model();
        model.layer.weight.requires_grad = false;
        var scale = Numbers.Of(model.scale);
        using var loss = (model.scale * model.scale).sum();
        loss.backward();
        model.@double();

        Numbers.AssertClose(scale, model.scale);
        Numbers.AssertClose([.. scale.Select(x => 2 * x)], model.scale.grad!);
        Assert.True(model.scale.requires_grad);
        Assert.True(model.scale.is_leaf);
        Assert.False(model.layer.weight.requires_grad);
    }

    [Fact]
    public void A_move_that_changes_nothing_keeps_the_parameters()
    {
        using var model = new Model();
        var before = model.parameters().ToList();
        model.to(ScalarType.Float32).cpu().to(CPU).to("cpu");
        Assert.Equal(before, model.parameters());
    }

    [Fact]
    public void A_module_moves_to_another_tensors_type()
    {
        using var model = new Model();
        using var other = zeros(1, dtype: ScalarType.Float64);
        model.to(other);
        Assert.Equal(ScalarType.Float64, model.scale.dtype);
    }

    [Fact]
    public void Only_floating_and_complex_types_can_be_asked_for()
    {
        using var model = new Model();
        Assert.Contains("Int64", Assert.Throws<ArgumentException>(() => model.to(ScalarType.Int64)).Message, StringComparison.Ordinal);
        Assert.Equal(ScalarType.Float32, model.scale.dtype);
    }

    [Fact]
    public void Parameters_outlive_the_dispose_scope_in_which_a_move_made_them()
    {
        using var model = Linear(2, 2);
        using (NewDisposeScope())
            model.to(ScalarType.Float64);
        Assert.False(model.weight.IsInvalid);
        using var built = Built();
        Assert.False(built.weight.IsInvalid);

        static Linear Built()
        {
            using var scope = NewDisposeScope();
            return Linear(2, 2);
        }
    }

    private sealed class Model : Module
    {
        public readonly Linear layer = Linear(3, 2);
        public Parameter scale = new(ones(2));
        public Tensor table = ones(3);
        public Tensor index = zeros(3, dtype: ScalarType.Int64);

        public Model()
            : base("model") => RegisterComponents();
    }
}
