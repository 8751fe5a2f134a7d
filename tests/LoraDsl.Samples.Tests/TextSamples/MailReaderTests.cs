using System.Text;
using TextSample.Corpus;

namespace LoraDsl.Samples.Tests.TextSamples;

public sealed class MailReaderTests
{
    [Fact]
    public void A_mail_keeps_subject_and_text_alone()
    {
        var mail = Read(
            """
            From somebody@here.org  Thu Aug 22 13:17:22 2002
            Received: from giveaway.example
            X-Spam-Status: Yes, hits=12
            From: Somebody <somebody@here.org>
            Subject: Hello
             there
            Message-ID: <one@here.org>

            A first line.
            From the start.
            """);

        Assert.Equal(("Hello there", "A first line.\nFrom the start."), (mail.Subject, mail.Body));
        Assert.Equal("Hello there\nA first line.\nFrom the start.", mail.Text);
    }

    [Theory]
    [InlineData("Re: [ILUG] Fwd: a question", "a question")]
    [InlineData("RE[2]: sale", "sale")]
    [InlineData("Really: [not] a list", "Really: [not] a list")]
    [InlineData("[SAtalk] Re:", "")]
    public void Prefixes_of_answers_and_names_of_lists_leave_the_subject(string subject, string expected) => Assert.Equal(expected, MailReader.Subject(subject));

    [Theory]
    [InlineData("quoted-printable", "iso-8859-1", "caf=E9 =\r\nau lait", "café au lait")]
    [InlineData("base64", "utf-8", "Y2Fmw6kgYXUgbGFpdA==", "café au lait")]
    [InlineData("8bit", "no-such-charset", "plain", "plain")]
    public void Encodings_and_charsets_are_undone(string encoding, string charset, string body, string expected)
    {
        var mail = Read($"Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}\r\n");
        Assert.Equal(expected, mail.Body);
    }

    [Fact]
    public void Of_alternatives_the_plain_text_is_read()
    {
        var mail = Read(
            """
            Subject: both
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary=cut

            --cut
            Content-Type: text/plain

            the plain one
            --cut
            Content-Type: text/html

            <p>the page</p>
            --cut--
            """);
        Assert.Equal("the plain one", mail.Body);
    }

    [Fact]
    public void A_page_is_read_as_the_text_that_it_shows()
    {
        var mail = Read(
            """
            Subject: page
            Content-Type: text/html

            <html><head><title>Title</title><style>p { color: red }</style><script>var a = "<p>no</p>";</script></head>
            <body>One<br>two &amp; th<b>ree</b><p>four<!-- hidden --></p></body></html>
            """);
        Assert.Equal("One\ntwo & three\nfour", mail.Body);
    }

    [Fact]
    public void Quotations_and_signatures_are_left_out()
    {
        var mail = Read(
            """
            Subject: answer

            On Monday, Somebody wrote:
            > what is quoted
            | and this
            My answer.
            -- 
            My signature
            """);
        Assert.Equal("My answer.", mail.Body);
    }

    [Fact]
    public void What_it_answers_is_known()
    {
        var mail = Read(
            """
            Subject: answer
            Message-ID: <three@x>
            In-Reply-To: <two@x>
            References: <one@x> <two@x>

            text
            """);
        Assert.Equal(["one@x", "three@x", "two@x"], mail.Ids.Distinct().Order(StringComparer.Ordinal));
    }

    private static Mail Read(string content)
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(content));
        return MailReader.Read("ham/1.txt", MailClass.Ham, stream);
    }
}
