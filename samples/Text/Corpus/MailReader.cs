using System.Text.RegularExpressions;
using MimeKit;

namespace TextSample.Corpus;

/// <summary>
/// Reads a mail by MimeKit. Kept are subject and text alone: routes, addresses, programs and scores of filters in the other headers would give the answer away,
/// and so would the names of lists that programs put before a subject.
/// </summary>
internal static partial class MailReader
{
    private const int FirstLineAtMost = 200;

    /// <summary>Reads a mail.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="content">Its bytes, as they were received.</param>
    public static Mail Read(string name, MailClass kind, Stream content)
    {
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        var start = MboxLine(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        using var message = MimeMessage.Load(new MemoryStream(bytes.GetBuffer(), start, (int)bytes.Length - start));
        return new Mail(name, kind, Subject(message.Subject ?? ""), Body(message), [.. Ids(message)]);
    }

    /// <summary>A subject without the prefixes of answers, and without the names of lists in brackets.</summary>
    public static string Subject(string subject) => Spaces().Replace(Prefixes().Replace(subject, ""), " ").Trim();

    // "From somebody Thu Aug 22 …": mailboxes have it before the headers, and it is none.
    private static int MboxLine(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith("From "u8))
            return 0;
        var end = content[..Math.Min(content.Length, FirstLineAtMost)].IndexOf((byte)'\n');
        return end < 0 ? 0 : end + 1;
    }

    private static string Body(MimeMessage message)
    {
        var plain = message.TextBody;
        return WrittenText.Of(!string.IsNullOrWhiteSpace(plain) ? plain : message.HtmlBody is { } html ? HtmlText.Of(html) : "");
    }

    private static IEnumerable<string> Ids(MimeMessage message)
    {
        if (message.MessageId is { Length: > 0 } own)
            yield return own;
        if (message.InReplyTo is { Length: > 0 } answered)
            yield return answered;
        foreach (var id in message.References)
            yield return id;
    }

    [GeneratedRegex(@"^\s*(?:(?:(?:re|fw|fwd|aw|sv)(?:\[\d+\])?\s*:|\[[^\]]*\])\s*)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Prefixes();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
