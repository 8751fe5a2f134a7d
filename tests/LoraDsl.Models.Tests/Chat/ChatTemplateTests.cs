using LoraDsl.Models.Chat;
using Xunit.Abstractions;

namespace LoraDsl.Models.Tests.Chat;

/// <summary>Chat templates against Jinja2 itself, as transformers sets it up (Python/chat_templates.py).</summary>
public sealed class ChatTemplateTests(ITestOutputHelper output)
{
    [Fact]
    public void Conversations_are_written_as_Jinja2_writes_them()
    {
        var cases = TemplateCase.Read(Path.Combine(ModelFolders.Reference("chat"), "cases.json"));
        var wrong = new List<string>();
        foreach (var each in cases)
        {
            var (text, refusal) = Rendered(each);
            if (each.Expected is { } expected ? text != expected : refusal?.EndsWith(each.Refused!, StringComparison.Ordinal) is not true)
                wrong.Add($"{each.Name}:\n{each.Expected ?? each.Refused}\n--- here\n{text ?? refusal}");
        }

        output.WriteLine(string.Join("\n======\n", wrong));
        Assert.Empty(wrong);
        Assert.InRange(cases.Count, 75, int.MaxValue);
    }

    [Fact]
    public void Messages_are_texts_by_role()
    {
        var template = ChatTemplate.Parse("{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}");
        ChatMessage[] talk = [ChatMessage.System("Be brief."), ChatMessage.User("Hi"), ChatMessage.Assistant("Hello")];
        Assert.Equal("<system>Be brief.<user>Hi<assistant>Hello<assistant>", template.Render(talk));
        Assert.Equal("<system>Be brief.<user>Hi<assistant>Hello", template.Render(talk, new ChatOptions { AddGenerationPrompt = false }));
    }

    [Theory]
    [InlineData("\n{% include 'x' %}", "in line 2, the statement {% include %} is not read here.")]
    [InlineData("{% call f() %}{% endcall %}", "in line 1, the statement {% call %} is not read here.")]
    [InlineData("{% break %}", "in line 1, the statement {% break %} is not read here.")]
    [InlineData("a\n\n{{ x|groupby('a') }}", "in line 3, there is no filter 'groupby' here.")]
    [InlineData("{{ x is filter }}", "in line 1, there is no test 'filter' here.")]
    [InlineData("{{ f(*x) }}", "in line 1, arguments by '*' are not read here.")]
    [InlineData("{% for x in y recursive %}{% endfor %}", "in line 1, the loop's 'recursive' is not read here.")]
    [InlineData("{% if x %}a", "in line 1, {% if %} has no {% endif %}.")]
    [InlineData("{{ 1 +", "in line 1, a tag has no }}.")]
    [InlineData("{{ 1 + }}", "in line 1, a value is needed where '}}' stands.")]
    [InlineData("{{ x[1 2] }}", "in line 1, ']' is needed where '2' stands.")]
    [InlineData("{{ 'a }}", "in line 1, a text in quotes does not end.")]
    [InlineData("{{ a ? b }}", "in line 1, no part of an expression begins with '?'.")]
    [InlineData("{# a", "in line 1, a comment does not end.")]
    [InlineData("{% raw %}a", "in line 1, {% raw %} has no {% endraw %}.")]
    public void What_is_not_read_is_named_with_its_line(string template, string message)
    {
        var error = Assert.Throws<InvalidDataException>(() => ChatTemplate.Parse(template, "here"));
        Assert.Equal("The chat template of 'here' cannot be rendered: " + message, error.Message);
    }

    [Theory]
    [InlineData("\n{{ x.y }}", "in line 2, 'x' is not defined, and its 'y' is asked for.")]
    [InlineData("{{ 1 + 'a' }}", "in line 1, '+' does not go with a number and a text.")]
    [InlineData("{{ x + 'a' }}", "in line 1, '+' does not go with 'x', which is not defined and a text.")]
    [InlineData("{{ f(1) }}", "in line 1, there is no function f().")]
    [InlineData("{{ 1 // 0 }}", "in line 1, 1 // 0 has no value.")]
    [InlineData("{{ 9223372036854775807 + 1 }}", "in line 1, 9223372036854775807 + 1 has no value.")]
    [InlineData("{{ 'a' * 99999999 }}", "in line 1, a text of 1 characters is repeated 99999999 times.")]
    [InlineData("{{ range(1000000) }}", "in line 1, range has more than 100000 numbers.")]
    [InlineData("{{ messages.append(1) }}", "in line 1, append would change a list, which templates may not: they join lists by +.")]
    [InlineData("{% for x in 5 %}{% endfor %}", "in line 1, a loop goes through a number.")]
    [InlineData("{% set a, b = [1] %}", "in line 1, a, b are set to a list of 1 items.")]
    [InlineData("{{ strftime_now('%Q') }}", "in line 1, strftime_now is refused: dates have no '%Q' here.")]
    [InlineData("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "too many of its parts are within each other.")]
    public void What_cannot_be_run_is_named_with_its_line(string template, string message)
    {
        var error = Assert.Throws<InvalidDataException>(() => ChatTemplate.Parse(template, "here").Render([ChatMessage.User("a")]));
        Assert.Equal("The chat template of 'here' cannot be rendered: " + message, error.Message);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("-", "")]
    [InlineData("1 + ", "")]
    public void A_template_that_is_nested_without_end_is_an_error(string open, string close)
    {
        var template = "{{ " + string.Concat(Enumerable.Repeat(open, 100_000)) + "1" + string.Concat(Enumerable.Repeat(close, 100_000)) + " }}";
        Assert.Throws<InvalidDataException>(() => ChatTemplate.Parse(template).Render([ChatMessage.User("a")]));
    }

    private static (string? Text, string? Refusal) Rendered(TemplateCase each)
    {
        try
        {
            return (each.Render(), null);
        }
        catch (Exception error) when (error is ArgumentException or InvalidDataException)
        {
            return (null, error is InvalidDataException ? $"{error.Message} (an error)" : error.Message.Split(" (Parameter", 2)[0]);
        }
    }
}
