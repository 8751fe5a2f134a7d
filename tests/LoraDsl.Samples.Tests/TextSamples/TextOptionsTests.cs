using Shared.CommandLine;
using Shared.Data;
using TextSample.Classify;
using TextSample.CommandLine;
using TextSample.Corpus;

namespace LoraDsl.Samples.Tests.TextSamples;

public sealed class TextOptionsTests
{
    [Fact]
    public void Every_option_is_read()
    {
        var options = OptionsParser.Command.Parse(
            ["--device", "cuda", "--seed", "7", "--quick", "--full", "--mails", "mails.tgz", "--output", "here", "--json", "rows.json"], TextWriter.Null);

        var expected = new TextOptions { Device = "cuda", Seed = 7, Quick = true, Full = true, Mails = "mails.tgz", Output = "here", Json = "rows.json" };
        Assert.Equal(expected, options);
        Assert.Equal(new TextOptions(), OptionsParser.Command.Parse([], TextWriter.Null));
    }

    [Fact]
    public void Classify_takes_a_folder_and_nothing_else()
    {
        Assert.Equal(new ClassifyOptions("here"), ClassifyParser.Command.Parse(["here"], TextWriter.Null));
        Assert.Throws<UsageException>(() => ClassifyParser.Command.Parse([], TextWriter.Null));
        Assert.Throws<UsageException>(() => ClassifyParser.Command.Parse(["here", "there"], TextWriter.Null));
    }

    [Fact]
    public void Licence_and_notice_are_put_beside_the_mails()
    {
        using var folder = new TemporaryFolder();
        MailArchive.ExtractTerms(TinyMails.Write(folder["mails.tgz"]), folder.Path);
        Assert.Equal(["The LICENSE.", "The NOTICE."], ((string[])["LICENSE", "NOTICE"]).Select(name => File.ReadAllText(folder[name])));
    }

    [Fact]
    public void What_is_no_archive_of_mails_is_named()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("none.tgz' is missing", Message(folder["none.tgz"]), StringComparison.Ordinal);
        Assert.Contains("damaged", Message(folder.Write("text.tgz", [1, 2, 3])), StringComparison.Ordinal);

        static string Message(string path) => Assert.Throws<DataException>(() => MailArchive.Read(path)).Message;
    }
}
