namespace TextSample.Corpus;

/// <summary>What a mail's author wrote, and what tells which conversation it belongs to.</summary>
/// <param name="Name">Folder and file in the archive.</param>
/// <param name="Class">What it is.</param>
/// <param name="Subject">The subject, without what programs put before it.</param>
/// <param name="Body">The text, without what is quoted and without the signature.</param>
/// <param name="Ids">Its own id and those of the mails that it answers.</param>
internal sealed record Mail(string Name, MailClass Class, string Subject, string Body, IReadOnlyList<string> Ids)
{
    /// <summary>What the model reads.</summary>
    public string Text => $"{Subject}\n{Body}";
}
