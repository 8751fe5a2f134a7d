using System.Security.Cryptography;
using System.Text;

namespace TextSample.Corpus;

/// <summary>The mails in three parts. Which part a mail is in follows from its conversation alone: never from a seed, so that nobody trains on what another run tests.</summary>
/// <param name="Train">What models learn from.</param>
/// <param name="Validation">What choices are made on.</param>
/// <param name="Test">What is reported; never seen before.</param>
internal sealed record MailCorpus(IReadOnlyList<Mail> Train, IReadOnlyList<Mail> Validation, IReadOnlyList<Mail> Test)
{
    private const int Parts = 100;
    private const int TestParts = 25;
    private const int ValidationParts = 15;

    /// <summary>Takes copies out and splits what is left.</summary>
    public static MailCorpus Of(IReadOnlyList<Mail> mails)
    {
        var parts = Conversations.Of(Distinct(mails))
            .SelectMany(conversation => conversation.Select(mail => (Part: PartOf(conversation), Mail: mail)))
            .OrderBy(entry => Hash(entry.Mail.Name))
            .ToLookup(entry => entry.Part, entry => entry.Mail);
        return new MailCorpus([.. parts[Part.Train]], [.. parts[Part.Validation]], [.. parts[Part.Test]]);
    }

    private enum Part
    {
        Train,
        Validation,
        Test,
    }

    // One of all mails with the same words; none where people did not agree what they are.
    private static List<Mail> Distinct(IReadOnlyList<Mail> mails) =>
    [
        .. mails.Select(mail => (Mail: mail, Body: Letters.Of(mail.Body)))
            .Where(entry => entry.Body.Length > 0)
            .GroupBy(entry => entry.Body, entry => entry.Mail, StringComparer.Ordinal)
            .Where(copies => copies.DistinctBy(mail => mail.Class).Count() == 1)
            .Select(copies => copies.MinBy(mail => mail.Name, StringComparer.Ordinal)!),
    ];

    private static Part PartOf(IReadOnlyList<Mail> conversation) =>
        (Hash(conversation.MinBy(mail => mail.Name, StringComparer.Ordinal)!.Name) % Parts) switch
        {
            < TestParts => Part.Test,
            < TestParts + ValidationParts => Part.Validation,
            _ => Part.Train,
        };

    private static uint Hash(string name) => BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
