using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Torch.Tests.NN;

public class ModuleRegistrationTests
{
    [Fact]
    public void Fields_of_the_class_and_its_bases_become_components_and_nulls_do_not()
    {
        using var model = new Derived();
        Assert.Equal(["scale", "inner.weight", "inner.bias", "outer.weight"], model.named_parameters().Select(p => p.name));
        Assert.Equal(["table"], model.named_buffers().Select(b => b.name));
        Assert.Equal(["inner", "outer"], model.named_children().Select(c => c.name));
        Assert.Equal(["scale", "inner.weight", "inner.bias", "outer.weight", "table"], model.state_dict().Keys);
    }

    [Fact]
    public void Registration_happens_once()
    {
        using var model = new Derived();
        model.Late = Linear(1, 1);
        model.RegisterAgain();
        Assert.DoesNotContain("Late", model.named_children().Select(c => c.name));
        model.Late.Dispose();
    }

    [Fact]
    public void A_component_can_have_another_name_than_its_field()
    {
        using var model = new Renamed();
        Assert.Equal(["weight"], model.named_parameters().Select(p => p.name));
    }

    [Fact]
    public void A_module_registers_the_fields_of_the_submodule_that_it_takes_up()
    {
        using var parent = new Bare();
        parent.register_module("child", new Lazy());
        Assert.Equal(["child.layer.weight", "child.layer.bias"], parent.named_parameters().Select(p => p.name));
    }

    [Fact]
    public void Names_that_are_taken_or_impossible_are_refused_and_named()
    {
        using var model = new Bare();
        using var other = Linear(1, 1);
        model.register_module("a", Linear(1, 1));
        model.register_parameter("p", new Parameter(zeros(1)));
        model.register_buffer("b", zeros(1));
        using var buffer = zeros(1);
        using var parameter = new Parameter(zeros(1));

        Assert.Contains("a", Assert.Throws<InvalidOperationException>(() => model.register_module("a", other)).Message, StringComparison.Ordinal);
        Assert.Contains("p", Assert.Throws<InvalidOperationException>(() => model.register_parameter("p", parameter)).Message, StringComparison.Ordinal);
        Assert.Contains("b", Assert.Throws<InvalidOperationException>(() => model.register_buffer("b", buffer)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => model.register_module("x.y", other));
        Assert.Throws<ArgumentException>(() => model.register_module(string.Empty, other));
        Assert.Throws<ArgumentNullException>(() => model.register_parameter("q", null!));
        Assert.Single(model.named_children());
    }

    [Fact]
    public void Null_takes_a_submodule_away()
    {
        using var model = new Bare();
        using var child = Linear(1, 1);
        model.add_module("child", child);
        model.register_module("child", null!);
        Assert.Empty(model.named_modules());
    }

    [Fact]
    public void Components_are_found_by_dotted_names()
    {
        using var model = new Derived();
        Assert.True(model.has_parameter("inner.weight"));
        Assert.Same(model.inner.weight, model.get_parameter("inner.weight"));
        Assert.True(model.has_buffer("table"));
        Assert.False(model.has_parameter("inner.nothing"));
        Assert.False(model.has_parameter("nothing.weight"));
        Assert.Null(model.get_parameter("nothing"));
        Assert.Null(model.get_buffer("inner.table"));
    }

    [Fact]
    public void Shared_parameters_are_enumerated_once_but_named_twice_in_the_state()
    {
        using var model = new Bare();
        var shared = Linear(2, 2, hasBias: false);
        model.register_module("first", shared);
        model.register_module("second", shared);
        Assert.Single(model.parameters());
        Assert.Equal(["first.weight", "second.weight"], model.state_dict().Keys);
    }

    [Fact]
    public void Buffers_that_are_not_persistent_stay_out_of_the_state()
    {
        using var model = new Bare();
        model.register_buffer("cache", zeros(1), persistent: false);
        Assert.Empty(model.state_dict());
        Assert.Empty(model.buffers(include_nonpersistent: false));
    }

    [Fact]
    public void All_modules_are_enumerated_direct_ones_first()
    {
        using var model = Sequential(("a", Sequential(("x", Identity()), ("y", Identity()))), ("b", Identity()));
        Assert.Equal(["a", "b", "a.x", "a.y"], model.named_modules().Select(m => m.name));
    }

    [Fact]
    public void Modes_and_functions_reach_every_submodule()
    {
        using var model = Sequential(("a", Sequential(("x", Dropout()))), ("b", Identity()));
        Assert.True(model.training);
        model.eval();
        Assert.All(model.modules(), module => Assert.False(module.training));
        model.train();
        Assert.All(model.modules(), module => Assert.True(module.training));
        var names = new List<string>();
        model.apply(module => names.Add(module.GetName()));
        Assert.Equal(["Dropout", "torch::nn::SequentialImpl", "Identity", "torch::nn::SequentialImpl"], names);
    }

    [Fact]
    public void Disposing_a_module_disposes_the_whole_tree()
    {
        var model = new Derived();
        var parameters = model.parameters().ToList();
        model.Dispose();
        Assert.All(parameters, parameter => Assert.True(parameter.IsInvalid));
        model.Dispose();
    }

    private class Base : Module<Tensor, Tensor>
    {
        public readonly Linear inner = Linear(2, 3);
        protected readonly Tensor table = zeros(4);
        private readonly Linear outer = Linear(3, 2, hasBias: false);
        private readonly Linear? absent;

        protected Base(Linear? absent = null)
            : base("base") => this.absent = absent;

        public Linear? Late { get; set; }

        public override Tensor forward(Tensor input) => absent is null ? outer.forward(inner.forward(input)) : input;

        public void RegisterAgain() => RegisterComponents();
    }

    private sealed class Derived : Base
    {
        private readonly Parameter scale = new(ones(1));

        public Derived() => RegisterComponents();

        public override Tensor forward(Tensor input) => input * scale;
    }

    private sealed class Renamed : Module
    {
        [ComponentName(Name = "weight")]
        private readonly Parameter _hidden = new(zeros(1));

        public Renamed()
            : base("renamed")
        {
            RegisterComponents();
            Assert.NotNull(_hidden);
        }
    }

    private sealed class Lazy() : Module("lazy")
    {
        public readonly Linear layer = Linear(1, 1);
    }

    private sealed class Bare() : Module("bare");
}
