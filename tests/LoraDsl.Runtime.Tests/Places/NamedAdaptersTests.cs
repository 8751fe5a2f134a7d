using LoraDsl.Adapters;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Places;

public sealed class NamedAdaptersTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly PlainNet model = new();
    private readonly Tensor ids;

    public NamedAdaptersTests()
    {
        manual_seed(3);
        ids = randint(11, [4, 7], dtype: ScalarType.Int64);
        model.to(ScalarType.Float64);
    }

    private static readonly string[] Layers = ["table", "convolution", "head", "body.up", "body.down"];

    private static readonly LoraConfig Everything = new() { Rank = 3, Alpha = 6, TargetModules = ["table", "convolution", "up", "down", "head"] };

    [Fact]
    public void Two_sets_beside_one_base_are_chosen_summed_and_left_out()
    {
        var bare = Output();
        var french = Attached("french", 1);
        var german = Attached("german", 2);

        Assert.Equal(["french", "german"], LoraModel.Adapters(model).Names);
        var germanAlone = Output();
        Assert.Equal(WithParts((german, 1)), germanAlone, Close);
        using (french.Use())
            Assert.Equal(WithParts((french, 1)), Output(), Close);
        Assert.Equal(germanAlone, Output(), Same);
        using (french.Use(("french", 0.7), ("german", -0.3)))
        {
            Assert.Equal([("french", 0.7), ("german", -0.3)], french.Adapters.InForce);
            Assert.Equal(WithParts((french, 0.7), (german, -0.3)), Output(), Close);
        }

        using (french.UseNone())
            Assert.Equal(bare, Output(), Same);
        Assert.Equal(germanAlone, Output(), Same);
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 0, 2)]
    [InlineData(1, 2, 0)]
    [InlineData(2, 0, 1)]
    public void Choices_that_are_returned_in_any_order_end_where_they_began(int first, int second, int third)
    {
        Attached("french", 1);
        Attached("german", 2);
        var adapters = LoraModel.Adapters(model);
        adapters.Use(("french", 0.5), ("german", 0.5));
        IDisposable[] choices = [adapters.Use("french"), adapters.UseNone(), adapters.Use("german")];
        foreach (var index in new[] { first, second, third })
            choices[index].Dispose();
        Assert.Equal([("french", 0.5), ("german", 0.5)], adapters.InForce);
    }

    [Fact]
    public void A_choice_that_stays_is_undone_by_the_one_around_it()
    {
        Attached("french", 1);
        Attached("german", 2);
        var adapters = LoraModel.Adapters(model);
        using (adapters.Use("french"))
            adapters.UseNone();
        Assert.Equal([("german", 1.0)], adapters.InForce);
    }

    [Fact]
    public void Training_a_set_that_is_not_in_force_says_so()
    {
        var french = Attached("french", 1);
        french.FreezeBase();
        using var optimizer = french.Optimizer(parameters => optim.SGD(parameters, 0.1));
        french.UseNone();
        var before = optimizer.StepCount;
        Assert.Equal(
            "The adapters \"french\" of PlainNet are not in force, so training would not move them: choose them by Use() before the pass.",
            Assert.Throws<InvalidOperationException>(() => optimizer.step()).Message);
        Assert.Equal(before, optimizer.StepCount);
        french.Use();
        optimizer.step();
        Assert.Equal(before + 1, optimizer.StepCount);
    }

    [Fact]
    public void Gradients_of_a_sum_are_those_of_the_formula()
    {
        var french = Attached("french", 1);
        var german = Attached("german", 2);
        using var chosen = french.Use(("french", 0.5), ("german", 2));
        model.forward(ids).square().sum().backward();
        var factor = german.Named().Single(entry => entry.Path == "body.up").Adapter.get_parameter("lora_A")!;
        var found = factor.grad!.clone();

        const double Step = 1e-5;
        using var untracked = no_grad();
        factor[1, 2] += Step;
        var above = model.forward(ids).square().sum().item<double>();
        factor[1, 2] -= 2 * Step;
        var below = model.forward(ids).square().sum().item<double>();
        Assert.Equal((above - below) / (2 * Step), found[1, 2].item<double>(), 1e-4 * Math.Abs(found[1, 2].item<double>()));
    }

    [Fact]
    public void A_merged_sum_gives_the_same_answers_and_comes_out_bit_for_bit()
    {
        var french = Attached("french", 1);
        Attached("german", 2);
        var before = State();
        using var chosen = french.Use(("french", 0.7), ("german", 0.3));
        var expected = Output();

        var adapters = LoraModel.Adapters(model);
        adapters.Merge();
        Assert.True(adapters.IsMerged);
        Assert.Equal(expected, Output(), Close);
        Assert.Contains("Unmerge()", Assert.Throws<InvalidOperationException>(() => adapters.UseNone()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(adapters.Merge);

        adapters.Unmerge();
        Assert.All(before, entry => Assert.True(Reference.SameBits(entry.Value, model.state_dict()[entry.Key]), entry.Key));
        Assert.Equal(expected, Output(), Same);
    }

    [Fact]
    public void What_is_merged_for_good_leaves_a_model_without_a_trace_of_adapters()
    {
        var keys = model.state_dict().Keys.ToArray();
        var french = Attached("french", 1);
        Attached("german", 2);
        french.Use(("french", 0.7), ("german", 0.3));
        var expected = Output();
        var adapters = LoraModel.Adapters(model);
        adapters.MergeAndUnload();
        Assert.Equal(expected, Output(), Close);
        Assert.Empty(adapters.Names);
        Assert.Equal(keys, model.state_dict().Keys);
        Assert.Equal(expected, WithParts(), Close);
        Assert.Empty(french.Named());
    }

    [Fact]
    public void Adapters_that_are_disabled_or_not_finite_are_not_merged()
    {
        var french = Attached("french", 1);
        var adapters = LoraModel.Adapters(model);
        french.Enabled = false;
        Assert.Contains("is in force but disabled", Assert.Throws<InvalidOperationException>(adapters.Merge).Message, StringComparison.Ordinal);
        french.Enabled = true;
        var before = State();
        using (no_grad())
            french.Named().Last().Adapter.get_parameter("lora_A")!.fill_(double.NaN);
        Assert.Contains("'body.down' values that are not finite", Assert.Throws<InvalidOperationException>(adapters.Merge).Message, StringComparison.Ordinal);
        Assert.False(adapters.IsMerged);
        Assert.All(before.Where(entry => entry.Key.EndsWith(".weight", StringComparison.Ordinal)), entry => Assert.True(Reference.SameBits(entry.Value, model.state_dict()[entry.Key]), entry.Key));
        Assert.Throws<ArgumentException>(() => adapters.Use());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_state_that_is_loaded_while_something_is_merged_is_not_lost_without_a_word(bool isLoaded)
    {
        var french = Attached("french", 1);
        using var other = new PlainNet();
        other.to(ScalarType.Float64);
        french.Merge();
        if (isLoaded)
            model.load_state_dict(other.state_dict(), strict: false);
        var (handler, warnings) = (LoraWarnings.Handler, new List<string>());
        try
        {
            LoraWarnings.Handler = warnings.Add;
            french.Unmerge();
        }
        finally
        {
            LoraWarnings.Handler = handler;
        }

        Assert.Equal(isLoaded ? 5 : 0, warnings.Count(warning => warning.Contains("was written while adapters were merged", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_base_that_is_loaded_while_it_is_compensated_is_not_lost_without_a_word(bool isLoaded)
    {
        var set = LoraModel.Attach(model, new LoraConfig { Rank = 3, Initialization = AdapterInitialization.Pissa, TargetModules = ["down"] });
        set.Initialize();
        using var other = new PlainNet();
        other.to(ScalarType.Float64);
        if (isLoaded)
            model.load_state_dict(other.state_dict(), strict: false);
        var (handler, warnings) = (LoraWarnings.Handler, new List<string>());
        try
        {
            LoraWarnings.Handler = warnings.Add;
            set.UseNone();
        }
        finally
        {
            LoraWarnings.Handler = handler;
        }

        Assert.Equal(isLoaded ? 1 : 0, warnings.Count(warning => warning.Contains("written while it was compensated", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_adapter_whose_base_is_compensated_takes_the_base_along_and_shares_it_with_none()
    {
        var bare = Output();
        var pissa = LoraModel.Attach(model, new LoraConfig { Rank = 3, Initialization = AdapterInitialization.Pissa, TargetModules = ["down", "head"] }, "pissa");
        pissa.Initialize();
        var before = State();
        Assert.Equal(bare, Output(), Close);
        var french = Attached("french", 1);
        Assert.Equal(WithParts((french, 1)), Output(), Close);
        Assert.Contains("no other adapter can run beside it", Assert.Throws<InvalidOperationException>(() => french.Use(("french", 1), ("pissa", 1))).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => french.Rows(["french", "pissa", null, null]));
        using (pissa.Use())
            Assert.All(before, entry => Assert.True(Reference.SameBits(entry.Value, model.state_dict()[entry.Key]), entry.Key));
        french.UseNone();
        Assert.Equal(bare, Output(), Same);
        LoraModel.Adapters(model).Remove("pissa");
        Assert.Equal(bare, Output(), Same);
    }

    [Fact]
    public void A_smaller_file_of_any_scaling_is_swapped_into_living_parameters()
    {
        var french = Attached("french", 1);
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var small = LoraModel.Attach(model, Everything with { Rank = 2, Alpha = 10, TargetModules = ["down", "head"] }, "small");
            foreach (var (_, adapter) in small.Named())
                Reference.Randomize(adapter);
            var expected = Output();
            small.Save(folder.FullName);
            var factors = french.Named().SelectMany(entry => entry.Adapter.parameters()).ToList();
            french.Load(folder.FullName);
            using (french.Use())
                Assert.Equal(expected, Output(), Close);
            Assert.All(factors.Zip(french.Named().SelectMany(entry => entry.Adapter.parameters())), pair => Assert.Same(pair.First, pair.Second));
            var held = Values(french);
            Assert.Throws<InvalidOperationException>(() => small.Load(Saved(french, folder)));
            Assert.Equal(held, Values(french), Same);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static double[] Values(AdapterSet set) => [.. set.Named().SelectMany(entry => entry.Adapter.parameters()).SelectMany(factor => factor.data<double>().ToArray())];

        static string Saved(AdapterSet set, DirectoryInfo folder)
        {
            set.Save(folder.FullName);
            return folder.FullName;
        }
    }

    [Fact]
    public void A_set_that_is_not_in_force_alone_does_not_merge()
    {
        var french = Attached("french", 1);
        Attached("german", 2);
        var message = Assert.Throws<InvalidOperationException>(french.Merge).Message;
        Assert.Contains("\"french\" alone: call Use()", message, StringComparison.Ordinal);
        Assert.False(LoraModel.Adapters(model).IsMerged);
    }

    [Fact]
    public void Removed_adapters_leave_nothing_and_renamed_ones_keep_their_values()
    {
        var bare = Output();
        var keys = model.state_dict().Keys.ToArray();
        var french = Attached("french", 1);
        var expected = Output();
        Attached("german", 2);
        var adapters = LoraModel.Adapters(model);

        adapters.Rename("french", "français");
        Assert.Equal("français", french.Name);
        adapters.Use("français");
        Assert.Equal(expected, Output(), Same);
        Assert.Contains("head.lora_français.lora_A", model.state_dict().Keys);
        adapters.Remove("français");
        Assert.Equal(["german"], adapters.Names);
        Assert.Equal(bare, Output(), Same);
        adapters.Remove("german");
        Assert.Equal(keys, model.state_dict().Keys);
        Assert.Contains("it has none", Assert.Throws<ArgumentException>(() => adapters.Use("german")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_do_not_serve_are_refused_and_change_nothing()
    {
        Attached("french", 1);
        var expected = Output();
        var keys = model.state_dict().Keys.ToArray();
        Assert.Throws<InvalidOperationException>(() => LoraModel.Attach(model, Everything, "french"));
        Assert.Throws<ArgumentException>(() => LoraModel.Attach(model, Everything, "a.b"));
        Assert.Throws<ArgumentException>(() => LoraModel.Attach(model, Everything, " "));
        Assert.Throws<ArgumentException>(() => LoraModel.Adapters(model).Use(("french", double.NaN)));
        Assert.Throws<ArgumentException>(() => LoraModel.Adapters(model).Use(("french", 1), ("french", 2)));
        var unknown = Assert.Throws<ArgumentException>(() => LoraModel.Adapters(model).Use(("french", 1), ("spanish", 1)));
        Assert.Contains("\"spanish\": it has \"french\"", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(expected, Output(), Same);
        Assert.Equal(keys, model.state_dict().Keys);
    }

    [Fact]
    public void Freezing_the_base_for_one_set_freezes_the_others()
    {
        var french = Attached("french", 1);
        var german = Attached("german", 2);
        german.FreezeBase();
        Assert.False(french.IsTrainable);
        Assert.True(german.IsTrainable);
        Assert.All(model.named_parameters(), entry => Assert.Equal(entry.name.Contains(".lora_german.", StringComparison.Ordinal), entry.parameter.requires_grad));
    }

    [Fact]
    public void Adapters_follow_their_layers_and_are_no_children_of_the_model()
    {
        var children = model.named_children().Select(entry => entry.name).ToArray();
        var french = Attached("french", 1);
        Assert.Equal(children, model.named_children().Select(entry => entry.name));
        Assert.Equal(["up", "gelu", "down"], model.named_children().Single(entry => entry.name == "body").module.named_children().Select(entry => entry.name));
        model.to(ScalarType.Float32);
        Assert.All(model.parameters(), parameter => Assert.Equal(ScalarType.Float32, parameter.dtype));
        Assert.All(model.state_dict().Values, value => Assert.Equal(ScalarType.Float32, value.dtype));
        model.eval();
        Assert.All(french.Named(), entry => Assert.False(entry.Adapter.training));
    }

    public void Dispose()
    {
        model.Dispose();
        scope.Dispose();
    }

    private AdapterSet Attached(string name, long seed)
    {
        manual_seed(seed);
        var set = LoraModel.Attach(model, Everything, name);
        Assert.Equal(Layers, set.Named().Select(entry => entry.Path));
        foreach (var (_, adapter) in set.Named())
            Reference.Randomize(adapter);
        return set;
    }

    private double[] Output()
    {
        using var untracked = no_grad();
        return [.. model.forward(ids).data<double>()];
    }

    private Dictionary<string, Tensor> State() => model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());

    // The base with W + Σ wᵢ·sᵢ·Bᵢ·Aᵢ for weights, every kind of layer folded by the formula of its own.
    private double[] WithParts(params (AdapterSet Set, double Weight)[] parts)
    {
        using var untracked = no_grad();
        using var plain = new PlainNet();
        plain.to(ScalarType.Float64);
        var state = State().Where(entry => !entry.Key.Contains(".lora_", StringComparison.Ordinal)).ToDictionary();
        foreach (var path in Layers)
        {
            foreach (var (set, weight) in parts)
            {
                var adapter = set.Named().Single(entry => entry.Path == path).Adapter;
                var (a, b) = (Reference.FactorA(adapter), Reference.FactorB(adapter));
                var product = b.flatten(1).mm(a.flatten(1)) * (2 * weight);
                var key = path + ".weight";
                state[key] = state[key] + (path == "table" ? product.t() : product.view(state[key].shape));
            }
        }

        plain.load_state_dict(state);
        return [.. plain.forward(ids).data<double>()];
    }

    private static bool Close(double[] left, double[] right) => left.Zip(right).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-9 * (1 + Math.Abs(pair.First)));

    private static bool Same(double[] left, double[] right) => left.AsSpan().SequenceEqual(right);
}
