using System.Text;
using Chat.CommandLine;
using Chat.Models;
using LoraDsl.Models.Chat;
using LoraDsl.Models.Generation;
using LoraDsl.Models.Text;
using Shared;
using static TorchSharp.torch;

namespace Chat.Talk;

/// <summary>Lets the model answer.</summary>
/// <param name="model">The model.</param>
/// <param name="options">The command line.</param>
/// <param name="cancellation">Stops between two tokens.</param>
internal sealed class Answering(ChatModel model, TalkOptions options, CancellationToken cancellation)
{
    private readonly Conversation conversation = new(options.System);
    private int answers;

    /// <summary>Forgets what was said.</summary>
    public void Clear() => conversation.Clear();

    /// <summary>Answers a line.</summary>
    /// <param name="line">What the person says.</param>
    /// <param name="output">Where the answer goes, piece by piece.</param>
    /// <exception cref="SampleException">The line is too long for the model, or its template refuses it; the conversation is as before.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Answer(string line, TextWriter output)
    {
        if (model.Template is null)
            conversation.Clear();
        conversation.Add(ChatMessage.User(line));
        var answered = false;
        try
        {
            var answer = Write(Prompt(), output);
            conversation.Add(ChatMessage.Assistant(answer));
            answered = true;
        }
        finally
        {
            if (!answered)
                conversation.TakeBack();
        }
    }

    private string Write(IReadOnlyList<long> prompt, TextWriter output)
    {
        var (answer, text) = (new StringBuilder(), new TokenText(model.Tokenizer));
        using var scope = NewDisposeScope();
        var ids = tensor(prompt.ToArray(), [1, prompt.Count], device: model.Device);
        foreach (var step in model.Model.Stream(ids, options: model.Generation with { Seed = options.Seed + answers }))
        {
            cancellation.ThrowIfCancellationRequested();
            if (step[0] is { } token)
                Put(text.Add(token));
        }

        Put(text.End());
        answers++;
        return answer.ToString();

        void Put(string piece)
        {
            answer.Append(piece);
            output.Write(piece);
            output.Flush();
        }
    }

    // The oldest questions go where the model has no room for all.
    private IReadOnlyList<long> Prompt()
    {
        while (true)
        {
            var tokens = Tokens();
            if (model.Model.MaxPositions is not { } places || tokens.Count + options.MaxTokens <= places)
                return tokens;
            if (!conversation.Forget())
                throw new SampleException($"This has {tokens.Count} tokens, and the model has places for {places}, of which an answer may take {options.MaxTokens} (--max-tokens).");
        }
    }

    private IReadOnlyList<long> Tokens()
    {
        if (model.Template is not { } template)
            return [.. model.Tokenizer.Before, .. model.Tokenizer.Encode(conversation.Messages[^1].Content, int.MaxValue, addSpecial: false)];
        try
        {
            return model.Tokenizer.Encode(template.Render(conversation.Messages), int.MaxValue, addSpecial: false);
        }
        catch (Exception error) when (error is ArgumentException or InvalidDataException)
        {
            throw new SampleException(error.Message, error);
        }
    }
}
