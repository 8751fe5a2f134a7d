namespace TextSample.Corpus;

/// <summary>Mails that belong together: answers to each other, mails of one subject, copies of one circular that differ in a name or a number.</summary>
internal static class Conversations
{
    /// <summary>Circulars are told by so many letters: about as much as the model reads of a mail's beginning.</summary>
    private const int Beginning = 150;

    /// <summary>Sorts mails into conversations.</summary>
    public static IReadOnlyList<IReadOnlyList<Mail>> Of(IReadOnlyList<Mail> mails)
    {
        var parents = Enumerable.Range(0, mails.Count).ToArray();
        var first = new Dictionary<(string Kind, string Key), int>();
        for (var index = 0; index < mails.Count; index++)
        {
            foreach (var key in Keys(mails[index]))
            {
                if (!first.TryAdd(key, index))
                    parents[Root(index)] = Root(first[key]);
            }
        }

        return [.. Enumerable.Range(0, mails.Count).GroupBy(Root, index => mails[index]).Select(group => (IReadOnlyList<Mail>)[.. group])];

        int Root(int index)
        {
            while (parents[index] != index)
                index = parents[index] = parents[parents[index]];
            return index;
        }
    }

    private static IEnumerable<(string, string)> Keys(Mail mail)
    {
        foreach (var id in mail.Ids)
            yield return ("id", id);
        if (Letters.Of(mail.Subject) is { Length: > 0 } subject)
            yield return ("subject", subject);
        if (Letters.Of(mail.Body) is { Length: > 0 } body)
            yield return ("body", body[..Math.Min(Beginning, body.Length)]);
    }
}
