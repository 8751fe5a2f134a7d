using LoraDsl.Models.Chat;
using LoraDsl.Models.Data;
using LoraDsl.Models.Text;
using MiniLm;

namespace LoraDsl.Models.Tests.Data;

/// <summary>Conversations as examples.</summary>
public sealed class ChatFileTests : IDisposable
{
    private const string Template = "{% for m in messages %}{{ m.role }} : {{ m.content }} . {% endfor %}{% if add_generation_prompt %}assistant : {% endif %}";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("loradsl-chatfile-");
    private readonly TextTokenizer tokenizer;

    public ChatFileTests()
    {
        File.WriteAllBytes(PathOf("vocab.txt"), MiniLmPackage.Vocabulary());
        tokenizer = TextTokenizer.Load(folder.FullName);
    }

    [Fact]
    public void Every_answer_of_a_conversation_is_learned_and_nothing_else()
    {
        var example = Assert.Single(Read("""{"messages": [{"role": "system", "content": "brief"}, {"role": "user", "content": "hello"}, {"role": "assistant", "content": "world"}, {"role": "user", "content": "more"}, {"role": "assistant", "content": "the end"}, {"role": "user", "content": "bye"}]}"""));
        Assert.Equal("system : brief. user : hello. assistant : world. user : more. assistant : the end.", tokenizer.Decode(example.Ids).Replace(" .", ".", StringComparison.Ordinal));
        Assert.Equal("world. the end.", tokenizer.Decode(example.Labels.Where(label => label != TokenExample.Ignored)).Replace(" .", ".", StringComparison.Ordinal));
        Assert.All(example.Labels.Zip(example.Ids), pair => Assert.True(pair.First == pair.Second || pair.First == TokenExample.Ignored));
    }

    [Fact]
    public void A_prompt_and_its_answer_are_a_conversation()
    {
        var both = Read("""
            {"prompt": "hello", "answer": "world"}

            {"messages": [{"role": "user", "content": "hello"}, {"role": "assistant", "content": "world"}]}
            """);
        Assert.Equal(2, both.Count);
        Assert.Equal(both[0].Ids, both[1].Ids);
        Assert.Equal(both[0].Labels, both[1].Labels);
    }

    [Fact]
    public void An_example_that_is_too_long_is_cut_off_at_its_end()
    {
        var whole = Read("""{"prompt": "hello", "answer": "a b c d"}""")[0];
        var cut = Read("""{"prompt": "hello", "answer": "a b c d"}""", maxLength: 8)[0];
        Assert.Equal(whole.Ids.Take(8), cut.Ids);
        Assert.Equal(whole.Labels.Take(8), cut.Labels);
    }

    [Theory]
    [InlineData("""{"messages": "hello"}""", ", has for messages the value \"hello\": a list of messages is needed.")]
    [InlineData("""{"messages": ["hello"]}""", ": a message is no object with a role and a content.")]
    [InlineData("""{"messages": [{"content": "hello"}]}""", ": a message has for role the value null: a text is needed.")]
    [InlineData("""{"messages": [{"role": "user", "content": "hello"}]}""", ": nothing is to be learned: no message of assistant has a text.")]
    [InlineData("""{"question": "hello"}""", ", has for prompt the value null: a text is needed.")]
    [InlineData("[]", ", is no object of JSON.")]
    public void A_line_that_cannot_be_is_said_with_its_number(string line, string message)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read("{\"prompt\": \"hello\", \"answer\": \"world\"}\n" + line));
        Assert.Equal($"'{PathOf("data.jsonl")}', line 2{message}", error.Message);
    }

    [Fact]
    public void A_prompt_that_leaves_no_room_for_its_answer_is_said()
    {
        var error = Assert.Throws<InvalidDataException>(() => Read("""{"prompt": "hello", "answer": "world"}""", maxLength: 3));
        Assert.Equal($"'{PathOf("data.jsonl")}', line 1: nothing is to be learned: what stands before the first answer has more than 3 tokens.", error.Message);
    }

    [Fact]
    public void What_a_template_refuses_is_said_with_its_line()
    {
        var error = Assert.Throws<InvalidDataException>(() => Read("""{"prompt": "hello", "answer": "world"}""", template: "{{ raise_exception('No users.') }}"));
        Assert.Equal($"'{PathOf("data.jsonl")}', line 1: The chat template of 'chat template' refuses these messages: No users.", error.Message);
    }

    [Fact]
    public void A_template_that_rewrites_what_was_said_is_refused()
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(
            """{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}, {"role": "user", "content": "c"}, {"role": "assistant", "content": "d"}]}""",
            template: "{{ messages|length }}{% for m in messages %}{{ m.content }}{% endfor %}"));
        Assert.Contains("the chat template writes an answer otherwise once more is said", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private IReadOnlyList<TokenExample> Read(string lines, int? maxLength = null, string template = Template)
    {
        File.WriteAllText(PathOf("data.jsonl"), lines);
        return ChatFile.Read(PathOf("data.jsonl"), tokenizer, ChatTemplate.Parse(template), maxLength);
    }

    private string PathOf(string file) => Path.Combine(folder.FullName, file);
}
