namespace LoraDsl.Packaging.Tests.OldCppLibraries;

/// <summary>What a build of a user's program does with TorchSharp's native part.</summary>
[Collection(nameof(Packages))]
public sealed class OldCppLibraryBuildTests(ConsumerProject consumer)
{
    private const string Unset = "-p:LoraDslOldCppLibrary=";

    [Fact]
    public void Unset_the_build_fails_where_the_library_does_not_load_and_says_what_to_do()
    {
        var (code, output) = consumer.Dotnet("build", Unset, Output("unset"));
        if (TorchSharpLibrary.LoadsHere)
        {
            Assert.Equal(0, code);
            return;
        }

        Assert.NotEqual(0, code);
        Assert.Contains("error LORADSL001", output, StringComparison.Ordinal);
        Assert.Contains("<LoraDslOldCppLibrary>true</LoraDslOldCppLibrary>", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Turned_off_the_program_has_the_package_s_own_library()
    {
        Command.Require(consumer.Dotnet("build", "-p:LoraDslOldCppLibrary=false", Output("off")));
        Assert.Equal(TorchSharpLibrary.Hash(TorchSharpLibrary.Path), TorchSharpLibrary.Hash(Native("off")));
    }

    [Fact]
    public void An_unknown_value_is_an_error_that_lists_the_known_ones()
    {
        var (code, output) = consumer.Dotnet("build", "-p:LoraDslOldCppLibrary=sometimes", Output("unknown"));
        Assert.NotEqual(0, code);
        Assert.Contains("error LORADSL003: LoraDslOldCppLibrary is 'sometimes': it is true, false or always.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CreateSymbolicLinksForCopyLocalIfPossible")]
    [InlineData("CreateHardLinksForCopyLocalIfPossible")]
    public void Turned_on_the_package_s_file_stays_as_it_is_though_the_output_links_to_it(string links)
    {
        var before = TorchSharpLibrary.Hash(TorchSharpLibrary.Path);
        foreach (var value in (string[])["false", "always", "always"])
        {
            Command.Require(consumer.Dotnet("build", $"-p:LoraDslOldCppLibrary={value}", $"-p:{links}=true", Output(links)));
            Assert.Equal(before, TorchSharpLibrary.Hash(TorchSharpLibrary.Path));
            Assert.Equal(value == "false", before == TorchSharpLibrary.Hash(Native(links)));
        }
    }

    private string Output(string name) => $"-p:OutputPath={Folder(name)}/";

    private string Folder(string name) => Path.Combine(consumer.Project, "out", name);

    private string Native(string name) => Path.Combine(Folder(name), "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
}
