using LoraDsl.Tool.Doctor;
using LoraDsl.Tool.Results;

namespace LoraDsl.Tool.Tests;

public sealed class DoctorTests
{
    private static readonly MachineFacts Whole = new(new Version(10, 0, 1), "linux-x64")
    {
        CppLibrary = "/lib/libstdc++.so.6",
        CppVersion = new Version(3, 4, 33),
        TorchPlace = "packages",
        TorchSharpLibrary = "packages/libLibTorchSharp.so",
        CppNeeded = new Version(3, 4, 32),
        Torch = "packages/libtorch",
        Cuda = new Version(12, 8),
        Gpus = 2,
    };

    [Fact]
    public void A_machine_that_lacks_nothing_is_healthy()
    {
        var diagnosis = Examination.Of(Whole);
        Assert.True(diagnosis.Healthy);
        Assert.All(diagnosis.Checks, check => Assert.Equal((Check.Ok, null), (check.State, check.Fix)));
        Assert.Equal(["NET runtime", "platform", "C++ library", "libtorch", "GPU"], diagnosis.Checks.Select(check => check.Name));
    }

    [Fact]
    public void What_is_missing_is_named_with_the_way_to_get_it()
    {
        Wrong(Whole with { Runtime = new Version(8, 0) }, "NET runtime", Check.Missing, "Install the .NET SDK 10.0");
        Wrong(Whole with { Platform = "linux-arm64" }, "platform", Check.Missing, "linux-x64");
        Wrong(Whole with { CppVersion = new Version(3, 4, 30) }, "C++ library", Check.Missing, "LoraDslOldCppLibrary");
        Wrong(Whole with { CppLibrary = null }, "C++ library", Check.Missing, "apt-get install libstdc++6");
        Wrong(Whole with { Torch = null, IsProgram = true }, "libtorch", Check.Missing, "TorchSharp-cpu 0.107.0");
        Wrong(Whole with { TorchSharpLibrary = null, Torch = null }, "libtorch", Check.Note, "libtorch-cpu-linux-x64 2.10.0");
        Wrong(Whole with { Cuda = null, Gpus = 0 }, "GPU", Check.Note, "TorchSharp-cuda-linux");
        Wrong(Whole with { Gpus = 0 }, "GPU", Check.Note, "--gpus all");
    }

    [Fact]
    public void A_library_without_a_version_asks_for_none_that_is_there()
    {
        Wrong(Whole with { CppVersion = null }, "C++ library", Check.Missing, "LoraDslOldCppLibrary");
        Assert.True(Examination.Of(Whole with { Platform = "win-x64", CppLibrary = null }).Healthy);
    }

    [Fact]
    public void The_newest_version_in_a_library_is_read()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["lib.so"], "\0GLIBCXX_3.4.9\0GLIBCXX_3.4.30\0GLIBCXX_3.4.4\0GLIBCXX_FORCE\0GLIBCXX_");
        Assert.Equal(new Version(3, 4, 30), CppLibraries.OfferedBy(folder["lib.so"]));
        File.WriteAllText(folder["none.so"], "nothing");
        Assert.Null(CppLibraries.OfferedBy(folder["none.so"]));
        Assert.Null(CppLibraries.NeededBy(folder["none.so"]));
    }

    [Fact]
    public void What_the_loader_of_Linux_needs_is_read_from_TorchSharps_own_library()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var folder = new TemporaryFolder();
        var native = Directory.EnumerateFiles(AppContext.BaseDirectory, "libLibTorchSharp.so", SearchOption.AllDirectories).First();
        var needed = CppLibraries.NeededBy(native);
        Assert.True(needed >= new Version(3, 4, 20), $"{needed}");
        Assert.Contains(ElfNeeds.Of(native), name => name.StartsWith("GLIBC_2.", StringComparison.Ordinal));
        File.WriteAllBytes(folder["cut.so"], File.ReadAllBytes(native)[..4000]);
        Assert.Empty(ElfNeeds.Of(folder["cut.so"]));
    }

    [Fact]
    public void This_machine_is_looked_at()
    {
        var (code, output, error) = ToolRun.Lora("doctor", "--json");
        Assert.Equal("", error);
        using var answer = System.Text.Json.JsonDocument.Parse(output);
        Assert.Equal(answer.RootElement.GetProperty("healthy").GetBoolean() ? 0 : 1, code);
        Assert.Equal(code, ToolRun.Lora("doctor").Code);
    }

    [Fact]
    public void A_program_without_libtorch_is_told_what_to_reference()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["program"]);
        var (code, output, _) = ToolRun.Lora("doctor", folder["program"]);
        Assert.Equal(1, code);
        Assert.Matches("missing +libtorch: '.*program' has neither TorchSharp's native part nor libtorch", output);
        Assert.Contains("there is no folder", ToolRun.Failure(1, "doctor", folder["elsewhere"]), StringComparison.Ordinal);
    }

    private static void Wrong(MachineFacts machine, string name, string state, string fix)
    {
        var diagnosis = Examination.Of(machine);
        var check = Assert.Single(diagnosis.Checks, check => check.State != Check.Ok);
        Assert.Equal((name, state), (check.Name, check.State));
        Assert.Contains(fix, check.Fix, StringComparison.Ordinal);
        Assert.Equal(state != Check.Missing, diagnosis.Healthy);
    }
}
