using System.Runtime.InteropServices;

namespace LoraDsl.Packaging.Tests;

/// <summary>The packages in a folder, and a project outside the repository that uses them.</summary>
public sealed class ConsumerProject : IDisposable
{
    /// <summary>No version that a machine may have in its cache already.</summary>
    public const string Version = "0.0.1-packaging-test";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("loradsl-packaging-");

    /// <summary>Packs.</summary>
    public ConsumerProject()
    {
        Feed = folder.CreateSubdirectory("feed").FullName;
        Project = folder.CreateSubdirectory("consumer").FullName;
        foreach (var project in (string[])["src/LoraDsl.Attributes", "src/LoraDsl.Formats", "src/LoraDsl.Runtime", "src/LoraDsl.Training", "src/LoraDsl.Experiments", "src/LoraDsl.Models", "src/LoraDsl", "src/LoraDsl.Terminal", "src/LoraDsl.Report", "src/LoraDsl.Tool"])
        {
            Command.Require(Command.Dotnet(
                Repository.Root, "pack", project, "--no-build", "--nologo", "-c", Repository.Configuration, "-o", Feed, "-m:1",
                $"-p:PackageVersion={Version}", "--disable-build-servers"));
        }

        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "tests", "LoraDsl.Packaging.Tests", "Consumer")))
            File.Copy(file, Path.Combine(Project, Path.GetFileName(file)));
        File.WriteAllText(Path.Combine(Project, "NuGet.config"), Configuration());
    }

    public static string RuntimeIdentifier { get; } = $"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>Where the machine has unfolded its packages: the tests' own build has restored from there.</summary>
    public static string MachinePackages { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Where the packages are.</summary>
    public string Feed { get; }

    /// <summary>Where the project is.</summary>
    public string Project { get; }

    /// <summary>Builds, publishes or the like.</summary>
    public (int Code, string Output) Dotnet(string verb, params IReadOnlyList<string> arguments) => Command.Dotnet(
        Project,
        [
            verb, "-c", "Release", "--nologo", "-tl:off", "-m:1", "--disable-build-servers",
            $"-p:LoraDslVersion={Version}", $"-p:TorchSharpVersion={Repository.VersionOf("TorchSharp")}",
            $"-p:LibtorchPackage={Libtorch}", $"-p:LibtorchVersion={Repository.VersionOf(Libtorch)}", .. arguments,
        ]);

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    // One platform's: TorchSharp-cpu brings four.
    private static string Libtorch => $"libtorch-cpu-{RuntimeIdentifier}";

    /// <summary>
    /// The feed beside the machine's sources. Packages unfold into a folder of the test's own, and what the machine has unfolded already
    /// is read where it is, so that nothing is downloaded twice and nothing of the test stays.
    /// </summary>
    private string Configuration() => $"""
        <configuration>
          <config>
            <add key="globalPackagesFolder" value="{Path.Combine(folder.FullName, "packages")}" />
          </config>
          <fallbackPackageFolders>
            <add key="machine" value="{MachinePackages}" />
          </fallbackPackageFolders>
          <packageSources>
            <add key="feed" value="{Feed}" />
          </packageSources>
        </configuration>
        """;
}
