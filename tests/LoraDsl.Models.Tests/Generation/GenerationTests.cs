using LoraDsl.Models.Generation;
using LoraDsl.Models.Tests.Decoders;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Models.Tests.Generation;

/// <summary>Generated tokens against the model's own logits, formed anew for every token.</summary>
public sealed class GenerationTests : IDisposable
{
    private static readonly GenerationOptions Unstopped = new() { MaxNewTokens = 12, StopTokens = [] };

    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string> Steady => ReferenceDecoders.Steady;

    [Theory]
    [MemberData(nameof(Steady))]
    public void The_likeliest_tokens_are_those_of_the_model_without_a_cache(string name)
    {
        using var model = ReferenceDecoders.Load(name);
        var prompt = ModelFolders.Answers(name)["ids"].narrow(0, 0, 1).narrow(1, 0, 4);
        var ids = prompt;
        for (var step = 0; step < 12; step++)
            ids = cat([ids, model.forward(ids, null, null).select(1, -1).argmax(-1, keepdim: true)], 1);
        Assert.Equal(ids[0].narrow(0, 4, 12).data<long>().ToArray(), model.Generate(prompt, options: Unstopped)[0]);
    }

    [Theory]
    [MemberData(nameof(Steady))]
    public void A_sequence_does_not_depend_on_its_batch(string name)
    {
        using var model = ReferenceDecoders.Load(name);
        var answers = ModelFolders.Answers(name);
        var (ids, mask) = (answers["ids"].narrow(1, 2, 4), answers["mask"].narrow(1, 2, 4));
        var options = Unstopped with { RepetitionPenalty = 1.3 };
        var batch = model.Generate(ids, mask, options);
        Assert.Equal(model.Generate(ids.narrow(0, 0, 1), options: options)[0], batch[0]);
        Assert.Equal(model.Generate(ids.narrow(0, 1, 1).narrow(1, 1, 3), options: options)[0], batch[1]);
    }

    [Fact]
    public void A_stop_token_ends_its_sequence_and_is_not_given()
    {
        using var model = ReferenceDecoders.Load("llama");
        var ids = ModelFolders.Answers("llama")["ids"];
        var mask = ModelFolders.Answers("llama")["mask"];
        var free = model.Generate(ids, mask, Unstopped);
        var stop = free[0][5];
        var stopped = model.Generate(ids, mask, Unstopped with { StopTokens = [stop] });
        for (var row = 0; row < 2; row++)
            Assert.Equal(free[row].TakeWhile(token => token != stop), stopped[row]);
    }

    [Fact]
    public void Tokens_come_as_soon_as_they_are_there()
    {
        using var model = ReferenceDecoders.Load("llama");
        var ids = ModelFolders.Answers("llama")["ids"].narrow(0, 0, 1);
        var calls = 0;
        model.register_forward_hook((_, _, _, _, output) => output);
        var layer = (nn.Module<Tensor, Tensor>)model.named_modules().Single(module => module.name == "lm_head").module;
        layer.register_forward_hook((_, _, output) => { calls++; return output; });
        var expected = 0;
        foreach (var step in model.Stream(ids, options: Unstopped))
        {
            Assert.Single(step);
            Assert.Equal(++expected, calls);
        }

        Assert.Equal(12, calls);
    }

    [Fact]
    public void A_repeated_token_is_penalized_by_its_sign()
    {
        using var model = ReferenceDecoders.Load("qwen3");
        var ids = ModelFolders.Answers("qwen3")["ids"].narrow(0, 0, 1);
        var expected = new List<long>();
        var sequence = ids;
        for (var step = 0; step < 12; step++)
        {
            var logits = model.forward(sequence, null, null)[0, -1].data<double>().ToArray();
            foreach (var token in sequence.data<long>().ToArray().Distinct())
                logits[token] = logits[token] > 0 ? logits[token] / 1.7 : logits[token] * 1.7;
            expected.Add(Array.IndexOf(logits, logits.Max()));
            sequence = cat([sequence, tensor(new[,] { { expected[^1] } })], 1);
        }

        Assert.Equal(expected, model.Generate(ids, options: Unstopped with { RepetitionPenalty = 1.7 })[0]);
    }

    [Fact]
    public void Draws_follow_the_probabilities()
    {
        var logits = tensor(new[,] { { 0.0f, 1, 2, 3 } }).expand(20_000, -1);
        var shares = Shares(new GenerationOptions { Temperature = 2 }, logits);
        var expected = nn.functional.softmax(logits[0] / 2, 0).data<float>().ToArray();
        Assert.All(shares.Zip(expected), pair => Assert.InRange(pair.First - pair.Second, -0.015, 0.015));
    }

    [Fact]
    public void Only_the_likeliest_are_drawn_from()
    {
        var logits = tensor(new[,] { { 0.0f, 1, 2, 3 } }).expand(4_000, -1);
        var two = Shares(new GenerationOptions { Temperature = 1, TopK = 2 }, logits);
        Assert.Equal([0, 0], two[..2]);
        Assert.InRange(two[3], 0.70, 0.76); // e/(1 + e) = 0.731

        // The likeliest has 0.644 and the second 0.237: 0.7 needs both, 0.6 the first alone.
        Assert.Equal([0, 0], Shares(new GenerationOptions { Temperature = 1, TopP = 0.7 }, logits)[..2]);
        Assert.InRange(Shares(new GenerationOptions { Temperature = 1, TopP = 0.7 }, logits)[2], 0.24, 0.30);
        Assert.Equal([0, 0, 0, 1], Shares(new GenerationOptions { Temperature = 1, TopP = 0.6 }, logits));
        Assert.Equal([0, 0, 0, 1], Shares(new GenerationOptions { Temperature = 1, TopP = 1e-9 }, logits));
    }

    [Fact]
    public void A_seed_draws_the_same_tokens_again_and_another_draws_others()
    {
        using var model = ReferenceDecoders.Load("llama");
        var ids = ModelFolders.Answers("llama")["ids"];
        var mask = ModelFolders.Answers("llama")["mask"];
        var options = Unstopped with { Temperature = 1.5, TopK = 20, TopP = 0.95, Seed = 3 };
        Assert.Equal(model.Generate(ids, mask, options), model.Generate(ids, mask, options));
        Assert.NotEqual(model.Generate(ids, mask, options), model.Generate(ids, mask, options with { Seed = 4 }));
    }

    [Fact]
    public void The_model_trains_on_afterwards_if_it_did_before()
    {
        using var model = ReferenceDecoders.Load("gpt2");
        model.train();
        foreach (var _ in model.Stream(tensor(new long[,] { { 3, 4 } }), options: Unstopped))
            Assert.False(model.training);
        Assert.True(model.training);
    }

    [Fact]
    public void Options_that_cannot_be_are_named()
    {
        using var model = ReferenceDecoders.Load("llama");
        var ids = tensor(new long[,] { { 3, 4 } });
        Assert.Equal("Temperature is 0: it has to be above 0; leave it out to take the likeliest token.", Error(new GenerationOptions { Temperature = 0 }));
        Assert.Equal("TopP is 1.5: it has to be above 0 and at most 1.", Error(new GenerationOptions { Temperature = 1, TopP = 1.5 }));
        Assert.Equal("TopK is 0: it has to be at least 1.", Error(new GenerationOptions { Temperature = 1, TopK = 0 }));
        Assert.Equal("RepetitionPenalty is NaN: it has to be above 0.", Error(new GenerationOptions { RepetitionPenalty = double.NaN }));
        Assert.Equal("MaxNewTokens is 0: it has to be at least 1.", Error(new GenerationOptions { MaxNewTokens = 0 }));
        Assert.Equal("TopK and TopP choose what is drawn from, and without a Temperature nothing is drawn.", Error(new GenerationOptions { TopK = 5 }));

        string Error(GenerationOptions options) => Assert.Throws<ArgumentException>(() => model.Generate(ids, options: options)).Message;
    }

    [Fact]
    public void Prompts_that_are_padded_on_the_right_are_refused()
    {
        using var model = ReferenceDecoders.Load("llama");
        var error = Assert.Throws<ArgumentException>(() => model.Generate(tensor(new long[,] { { 3, 4 } }), tensor(new long[,] { { 1, 0 } })));
        Assert.StartsWith("The last token of a prompt is padding", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => scope.Dispose();

    private static double[] Shares(GenerationOptions options, Tensor logits)
    {
        var tokens = new TokenChoice(options, logits.shape[0]).Next(logits, null).data<long>().ToArray();
        return [.. Enumerable.Range(0, (int)logits.shape[1]).Select(token => tokens.Count(drawn => drawn == token) / (double)tokens.Length)];
    }
}
