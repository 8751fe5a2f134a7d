using LoraDsl.Models.Chat;

namespace Chat.Talk;

/// <summary>What was said so far.</summary>
/// <param name="system">Instructions for the whole of it, or <see langword="null"/>.</param>
internal sealed class Conversation(string? system)
{
    private readonly List<ChatMessage> turns = [];

    /// <summary>Messages without the instructions.</summary>
    public int Count => turns.Count;

    /// <summary>The messages, for the model's template.</summary>
    public IReadOnlyList<ChatMessage> Messages => system is null ? turns : [ChatMessage.System(system), .. turns];

    /// <summary>Says something.</summary>
    public void Add(ChatMessage message) => turns.Add(message);

    /// <summary>Takes the last message back.</summary>
    public void TakeBack() => turns.RemoveAt(turns.Count - 1);

    /// <summary>Forgets the oldest question with its answer; the last question stays.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Forget()
    {
        if (turns.Count < 3)
            return false;
        turns.RemoveRange(0, 2);
        return true;
    }

    /// <summary>Forgets everything but the instructions.</summary>
    public void Clear() => turns.Clear();
}
