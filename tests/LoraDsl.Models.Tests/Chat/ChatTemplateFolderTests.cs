using LoraDsl.Models.Chat;

namespace LoraDsl.Models.Tests.Chat;

/// <summary>Where folders have their templates.</summary>
public sealed class ChatTemplateFolderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("loradsl-chat-");

    [Fact]
    public void A_template_within_the_tokenizers_configuration_knows_its_tokens()
    {
        Write("tokenizer_config.json", """{"chat_template": "{{ bos_token }}{{ messages[0].content }}{{ eos_token }}", "bos_token": "<s>", "eos_token": {"content": "</s>"}}""");
        Assert.Equal("<s>Hi</s>", ChatTemplate.Load(folder.FullName).Render([ChatMessage.User("Hi")]));
    }

    [Fact]
    public void Tokens_may_stand_in_a_file_of_their_own()
    {
        Write("tokenizer_config.json", """{"chat_template": "{{ bos_token }}{{ eos_token }}", "eos_token": "<new>"}""");
        Write("special_tokens_map.json", """{"bos_token": {"content": "<s>"}, "eos_token": "<old>"}""");
        Assert.Equal("<s><new>", ChatTemplate.Load(folder.FullName).Render([ChatMessage.User("Hi")]));
    }

    [Fact]
    public void A_file_of_its_own_comes_first()
    {
        Write("tokenizer_config.json", """{"chat_template": "old"}""");
        Write("chat_template.jinja", "new");
        var template = ChatTemplate.Load(folder.FullName);
        Assert.Equal("new", template.Render([]));
        Assert.Equal(PathOf("chat_template.jinja"), template.Source);
    }

    [Fact]
    public void Several_templates_are_told_apart_by_name()
    {
        Write("tokenizer_config.json", """{"chat_template": [{"name": "default", "template": "a"}, {"name": "tool_use", "template": "b"}]}""");
        Assert.Equal("a", ChatTemplate.Load(folder.FullName).Render([]));
        Assert.Equal("b", ChatTemplate.Load(folder.FullName, "tool_use").Render([]));
        Assert.Equal($"'{folder.FullName}' has no chat template 'rag': it has default, tool_use.", Assert.Throws<FileNotFoundException>(() => ChatTemplate.Load(folder.FullName, "rag")).Message);
    }

    [Fact]
    public void A_folder_without_a_template_is_said()
    {
        Write("tokenizer_config.json", "{}");
        Assert.Null(ChatTemplate.Find(folder.FullName));
        Assert.StartsWith($"'{folder.FullName}' has no chat template: ", Assert.Throws<FileNotFoundException>(() => ChatTemplate.Load(folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_that_is_no_text_is_said()
    {
        Write("tokenizer_config.json", """{"chat_template": 5}""");
        Assert.Equal(
            $"'{PathOf("tokenizer_config.json")}' has for chat_template the value 5: a text, or a list of names and templates is needed.",
            Assert.Throws<InvalidDataException>(() => ChatTemplate.Load(folder.FullName)).Message);
    }

    [Fact]
    public void What_a_folders_template_has_wrong_is_said_with_its_file()
    {
        Write("chat_template.jinja", "{% include 'x' %}");
        Assert.Equal(
            $"The chat template of '{PathOf("chat_template.jinja")}' cannot be rendered: in line 1, the statement {{% include %}} is not read here.",
            Assert.Throws<InvalidDataException>(() => ChatTemplate.Load(folder.FullName)).Message);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string PathOf(string file) => Path.Combine(folder.FullName, file);

    private void Write(string file, string text) => File.WriteAllText(PathOf(file), text);
}
