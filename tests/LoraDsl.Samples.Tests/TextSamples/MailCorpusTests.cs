using TextSample.Corpus;

namespace LoraDsl.Samples.Tests.TextSamples;

public sealed class MailCorpusTests
{
    [Fact]
    public void Mails_of_one_conversation_are_in_one_part()
    {
        // Forty conversations of three mails: the second answers the first, the third has its subject.
        var mails = Enumerable.Range(0, 40).SelectMany(number => new[]
        {
            New($"{number}a", subject: Word(number), body: $"first {Word(number)}", ids: [$"{number}@x"]),
            New($"{number}b", subject: $"other {Word(number)}", body: $"second {Word(number)}", ids: [$"{number}-answer@x", $"{number}@x"]),
            New($"{number}c", subject: Word(number), body: $"third {Word(number)}"),
        }).ToList();

        var corpus = MailCorpus.Of(mails);

        Assert.Equal(mails.Count, corpus.Train.Count + corpus.Validation.Count + corpus.Test.Count);
        Assert.All(new[] { corpus.Train, corpus.Validation, corpus.Test }, part =>
        {
            Assert.NotEmpty(part);
            Assert.All(part.GroupBy(mail => mail.Name[..^1]), conversation => Assert.Equal(3, conversation.Count()));
        });
    }

    [Fact]
    public void Copies_that_differ_in_numbers_and_addresses_are_one_mail()
    {
        var mails = new[]
        {
            New("b", body: "Buy 100 pills at http://a.example now!"),
            New("a", body: "BUY 25 pills, at http://b.example now"),
            New("c", body: "Buy pills elsewhere"),
        };

        var corpus = MailCorpus.Of(mails);

        Assert.Equal(["a", "c"], All(corpus).Select(mail => mail.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_both_spam_and_ham_and_what_has_no_text_is_left_out()
    {
        var mails = new[] { New("a", body: "same"), New("b", body: "same") with { Class = MailClass.Spam }, New("c", body: "123 456"), New("d", body: "kept") };
        Assert.Equal(["d"], All(MailCorpus.Of(mails)).Select(mail => mail.Name));
    }

    [Fact]
    public void Circulars_with_one_beginning_belong_together()
    {
        var beginning = string.Join(' ', Enumerable.Repeat("newsletter of the week", 10));
        var conversations = Conversations.Of([New("a", body: $"{beginning} one"), New("b", body: $"{beginning} two"), New("c", body: "another")]);
        Assert.Equal(["a b", "c"], conversations.Select(mails => string.Join(' ', mails.Select(mail => mail.Name))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_parts_do_not_depend_on_the_order_of_the_mails()
    {
        var mails = Enumerable.Range(0, 50).Select(number => New($"{number}", subject: Word(number), body: $"body {Word(number)}")).ToList();
        var forth = MailCorpus.Of(mails);
        mails.Reverse();
        var back = MailCorpus.Of(mails);
        Assert.Equal(forth.Test.Select(mail => mail.Name), back.Test.Select(mail => mail.Name));
        Assert.Equal(forth.Train.Select(mail => mail.Name), back.Train.Select(mail => mail.Name));
    }

    private static IEnumerable<Mail> All(MailCorpus corpus) => [.. corpus.Train, .. corpus.Validation, .. corpus.Test];

    private static Mail New(string name, string subject = "", string body = "", params string[] ids) => new(name, MailClass.Ham, subject, body, ids);

    // Letters alone tell mails apart.
    private static string Word(int number) => $"{(char)('a' + (number / 26))}{(char)('a' + (number % 26))}";
}
