using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace LoraDsl.Samples.Tests.TextSamples;

/// <summary>An archive like that of the npm package, of made-up mails that are easily told apart.</summary>
internal static class TinyMails
{
    private const int MailsOfAClass = 90;

    private static readonly string[] Offers = ["pills", "loans", "casino chips", "university diplomas", "miracle diets", "hot stocks"];
    private static readonly string[] Topics = ["the kernel patch", "our meeting", "the mailing list archive", "a compiler bug", "the release notes", "that concert"];

    /// <summary>Writes it.</summary>
    /// <param name="path">Where to.</param>
    public static string Write(string path)
    {
        using var file = File.Create(path);
        using var zipped = new GZipStream(file, CompressionLevel.Fastest);
        using var tar = new TarWriter(zipped);
        foreach (var terms in (string[])["LICENSE", "NOTICE"])
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"package/{terms}") { DataStream = new MemoryStream(Encoding.ASCII.GetBytes($"The {terms}.")) });
        for (var number = 0; number < MailsOfAClass; number++)
        {
            var word = $"{(char)('a' + (number / 26))}{(char)('a' + (number % 26))}";
            Add(tar, $"spam-1/{number:00000}.txt", $"Cheap {Offers[number % Offers.Length]} {word}", $"Buy {Offers[number % Offers.Length]} now, {word}! Click here for a free offer, guaranteed.");
            Add(tar, $"easy-ham-1/{number:00000}.txt", $"Re: {Topics[number % Topics.Length]} {word}", $"I had a look at {Topics[number % Topics.Length]}, {word}. Can you send me your notes before Friday?");
        }

        return path;
    }

    private static void Add(TarWriter tar, string name, string subject, string body) => tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"package/data/{name}")
    {
        DataStream = new MemoryStream(Encoding.ASCII.GetBytes($"Subject: {subject}\r\nMessage-ID: <{name}@x>\r\n\r\n{body}\r\n")),
    });
}
