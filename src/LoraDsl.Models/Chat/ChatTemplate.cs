using System.Text;
using System.Text.Json.Nodes;
using LoraDsl.Models.Chat.Jinja;
using LoraDsl.Models.Chat.Jinja.Library;
using LoraDsl.Models.Chat.Jinja.Parsing;
using LoraDsl.Models.Chat.Jinja.Statements;
using LoraDsl.Models.Chat.Jinja.Values;

namespace LoraDsl.Models.Chat;

/// <summary>
/// How a model wants a conversation to be written: the template of its folder, in Jinja, rendered as transformers' <c>apply_chat_template</c> does. Cut the text into tokens with
/// <c>tokenizer.Encode(text, addSpecial: false)</c>: templates write special tokens themselves.
/// </summary>
public sealed class ChatTemplate
{
    private readonly Block body;
    private readonly IReadOnlyDictionary<string, string> specialTokens;

    private ChatTemplate(string source, Block body, IReadOnlyDictionary<string, string> specialTokens) =>
        (Source, this.body, this.specialTokens) = (source, body, specialTokens);

    /// <summary>Where the template is from.</summary>
    public string Source { get; }

    /// <summary>Reads a folder's template: <c>chat_template.jinja</c>, else <c>chat_template</c> of <c>tokenizer_config.json</c>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">Which, where there are several; <c>default</c> unless told.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">It has no template, or none of that name.</exception>
    /// <exception cref="InvalidDataException">The template cannot be read; the message has the line and what is at fault.</exception>
    public static ChatTemplate Load(string folder, string name = ChatTemplateFiles.DefaultName) =>
        Find(folder, name) ?? throw new FileNotFoundException($"'{folder}' has no chat template: neither {ChatTemplateFiles.TemplateFile} nor chat_template in {ChatTemplateFiles.ConfigFile}. Models that were not trained on conversations have none.");

    /// <summary>Reads a folder's template, where it has one.</summary>
    /// <inheritdoc cref="Load"/>
    /// <returns>The template; <see langword="null"/> where the folder has none at all.</returns>
    public static ChatTemplate? Find(string folder, string name = ChatTemplateFiles.DefaultName)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var files = new ChatTemplateFiles(folder);
        return files.Template(name) is { } found ? Parse(found.Text, found.Source, files.SpecialTokens()) : null;
    }

    /// <summary>Reads a template from a text.</summary>
    /// <param name="template">The template, in Jinja.</param>
    /// <param name="source">Where it is from, for messages.</param>
    /// <param name="specialTokens">What <c>bos_token</c>, <c>eos_token</c> and the like are.</param>
    /// <exception cref="InvalidDataException">The template cannot be read; the message has the line and what is at fault.</exception>
    public static ChatTemplate Parse(string template, string source = "chat template", IReadOnlyDictionary<string, string>? specialTokens = null)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentException.ThrowIfNullOrEmpty(source);
        try
        {
            return new ChatTemplate(source, JinjaParser.Parse(template), specialTokens ?? new Dictionary<string, string>());
        }
        catch (JinjaError error)
        {
            throw Error(source, error);
        }
        catch (InsufficientExecutionStackException error)
        {
            throw TooDeep(source, error);
        }
    }

    /// <summary>Writes a conversation.</summary>
    /// <param name="messages">What was said, in order.</param>
    /// <param name="options">What the template is told beside it.</param>
    /// <exception cref="ArgumentException">The template refuses the messages, for instance because a role is not known to it.</exception>
    /// <exception cref="InvalidDataException">The template cannot be run; the message has the line and what is at fault.</exception>
    public string Render(IReadOnlyList<ChatMessage> messages, ChatOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return RenderJson(new JsonArray([.. messages.Select(message => new JsonObject { ["role"] = message.Role, ["content"] = message.Content })]), options);
    }

    /// <summary>Writes a conversation whose messages have more than a role and a content, such as calls of functions.</summary>
    /// <inheritdoc cref="Render"/>
    /// <param name="messages">The messages, objects as the template knows them.</param>
    /// <param name="options">What the template is told beside it.</param>
    public string RenderJson(JsonArray messages, ChatOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        try
        {
            var output = new StringBuilder();
            body.Run(Names(messages, options ?? new ChatOptions()), output);
            return output.ToString();
        }
        catch (JinjaRefusal refusal)
        {
            throw new ArgumentException($"The chat template of '{Source}' refuses these messages: {refusal.Message}", nameof(messages), refusal);
        }
        catch (JinjaError error)
        {
            throw Error(Source, error);
        }
        catch (InsufficientExecutionStackException error)
        {
            throw TooDeep(Source, error);
        }
    }

    private static InvalidDataException Error(string source, JinjaError error) =>
        new($"The chat template of '{source}' cannot be rendered: in line {error.Line}, {error.Message}.", error);

    private static InvalidDataException TooDeep(string source, InsufficientExecutionStackException error) =>
        new($"The chat template of '{source}' cannot be rendered: too many of its parts are within each other.", error);

    private JinjaScope Names(JsonArray messages, ChatOptions options)
    {
        var scope = new JinjaScope(null);
        JinjaFunctions.AddTo(scope, options.Time.GetLocalNow());
        foreach (var (name, token) in specialTokens)
            scope[name] = token;
        scope["messages"] = JinjaValue.Of(messages);
        scope["tools"] = JinjaValue.Of(options.Tools);
        scope["documents"] = null;
        scope["add_generation_prompt"] = options.AddGenerationPrompt;
        foreach (var (name, value) in options.Variables)
            scope[name] = JinjaValue.Of(value);
        return new JinjaScope(scope);
    }
}
