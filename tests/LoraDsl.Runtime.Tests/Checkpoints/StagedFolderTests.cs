using LoraDsl.Formats.Files;

namespace LoraDsl.Runtime.Tests.Checkpoints;

/// <summary>Under a folder's name stands the old one or the new one, and a crash between two renames loses neither.</summary>
public sealed class StagedFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_written_folder_replaces_the_old_one_when_it_is_complete()
    {
        Fill(folder["place"], "old", "left over");
        StagedFolder.Write(folder["place"], staged =>
        {
            Fill(staged, "new");
            Assert.Equal(["left over", "old"], Files(folder["place"]));
        });
        Assert.Equal(["new"], Files(folder["place"]));
        Assert.Equal([folder["place"]], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_one_and_nothing_beside_it()
    {
        Fill(folder["place"], "old");
        Assert.Throws<InvalidOperationException>(() => StagedFolder.Write(folder["place"], staged =>
        {
            Fill(staged, "new");
            throw new InvalidOperationException();
        }));
        Assert.Equal(["old"], Files(folder["place"]));
        Assert.Equal([folder["place"]], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_folder_caught_between_two_renames_stands_and_is_put_back()
    {
        var old = Beside("place", "old");
        Fill(old, "old");
        Fill(Beside("place", "tmp"), "new");
        Assert.Equal([("place", old)], StagedFolder.Standing(folder.Path));

        StagedFolder.Sweep(folder.Path);
        Assert.Equal(["old"], Files(folder["place"]));
        Assert.Equal([folder["place"]], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void What_a_crash_left_beside_a_complete_folder_does_not_stand_and_is_cleared_away()
    {
        Fill(folder["place"], "new");
        foreach (var end in new[] { "old", "tmp", "gone" })
            Fill(Beside("place", end), "another");
        Assert.Equal([("place", folder["place"])], StagedFolder.Standing(folder.Path));

        StagedFolder.Sweep(folder.Path);
        Assert.Equal(["new"], Files(folder["place"]));
        Assert.Equal([folder["place"]], Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData(".git")]
    [InlineData(".cache.tmp")]
    [InlineData(".mine.2024.old")]
    public void A_folder_of_somebody_elses_is_left_alone(string name)
    {
        Fill(folder[name], "mine");
        StagedFolder.Sweep(folder.Path);
        Assert.Equal(["mine"], Files(folder[name]));
    }

    [Fact]
    public void A_removed_folder_is_gone_and_one_that_is_not_there_is_none()
    {
        Fill(folder["place"], "old");
        StagedFolder.Remove(folder["place"]);
        StagedFolder.Remove(folder["place"]);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private string Beside(string name, string end) => folder[$".{name}.{Guid.NewGuid():n}.{end}"];

    private static void Fill(string path, params string[] files)
    {
        Directory.CreateDirectory(path);
        foreach (var file in files)
            File.WriteAllText(Path.Combine(path, file), file);
    }

    private static IEnumerable<string?> Files(string path) => Directory.GetFiles(path).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
