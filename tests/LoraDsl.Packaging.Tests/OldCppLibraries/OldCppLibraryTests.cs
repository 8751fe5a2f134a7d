using LoraDsl.Build;

namespace LoraDsl.Packaging.Tests.OldCppLibraries;

/// <summary>The task that writes the copy.</summary>
public sealed class OldCppLibraryTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("old-cpp-library-");
    private readonly BuildLog log = new();
    private readonly string package;
    private readonly string copy;

    public OldCppLibraryTests()
    {
        package = Path.Combine(folder.FullName, "package.so");
        copy = Path.Combine(folder.FullName, "obj", "libLibTorchSharp.so");
        File.Copy(TorchSharpLibrary.Path, package);
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_copy_differs_from_the_package_in_one_bit()
    {
        Assert.True(Task().Execute());
        var (before, after) = (File.ReadAllBytes(package), File.ReadAllBytes(copy));
        Assert.Equal(before.Length, after.Length);
        var changed = Enumerable.Range(0, before.Length).Single(at => before[at] != after[at]);
        Assert.Equal(before[changed] | ElfVersionNeeds.Weak, after[changed]);
        Assert.Equal(["libLibTorchSharp.so"], Directory.GetFiles(Path.GetDirectoryName(copy)!).Select(Path.GetFileName));
    }

    [Fact]
    public void Whether_it_is_needed_is_what_the_machine_s_library_says()
    {
        var task = Task();
        task.Always = false;
        Assert.True(task.Execute());
        Assert.Equal(!TorchSharpLibrary.LoadsHere, task.IsNeeded);
        Assert.Equal(!TorchSharpLibrary.LoadsHere, File.Exists(copy));
    }

    [Fact]
    public void A_copy_that_is_as_it_should_be_is_not_written_again()
    {
        Task().Execute();
        File.SetLastWriteTimeUtc(copy, DateTime.UnixEpoch);
        Assert.True(Task().Execute());
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(copy));
    }

    [Theory]
    [InlineData("ln", "-s")]
    [InlineData("ln")]
    public void A_link_to_the_package_that_stands_in_the_way_is_replaced_and_the_package_stays(string program, params string[] options)
    {
        var before = TorchSharpLibrary.Hash(package);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        Command.Require(Command.Run(program, folder.FullName, [.. options, package, copy]));
        Assert.True(Task().Execute());
        Assert.Equal(before, TorchSharpLibrary.Hash(package));
        Assert.Null(new FileInfo(copy).LinkTarget);
        Assert.NotEqual(before, TorchSharpLibrary.Hash(copy));
    }

    [Fact]
    public void A_broken_package_is_an_error_that_names_it_and_the_way_out()
    {
        File.WriteAllBytes(package, File.ReadAllBytes(package)[..100_000]);
        Assert.False(Task().Execute());
        var error = Assert.Single(log.Errors);
        Assert.Equal("LORADSL002", error.Code);
        Assert.Contains(package, error.Message, StringComparison.Ordinal);
        Assert.Contains("restore again", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(copy));
    }

    [Fact]
    public void A_destination_that_cannot_be_written_is_an_error_that_names_it()
    {
        Directory.CreateDirectory(copy);
        Assert.False(Task().Execute());
        Assert.Contains(copy, Assert.Single(log.Errors).Message, StringComparison.Ordinal);
        Assert.Equal([copy], Directory.GetFileSystemEntries(Path.GetDirectoryName(copy)!));
    }

    private OldCppLibrary Task() => new() { BuildEngine = log, Source = package, Destination = copy, Always = true };
}
