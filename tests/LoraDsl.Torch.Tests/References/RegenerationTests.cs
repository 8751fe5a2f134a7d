using System.Diagnostics;

namespace LoraDsl.Torch.Tests.References;

/// <summary>The committed references against those that PyTorch gives today.</summary>
public sealed class RegenerationTests
{
    [FactWithPythonTorch]
    public void Where_Python_has_PyTorch_it_computes_the_committed_references_again()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var script = Path.Combine(AppContext.BaseDirectory, "References", "make_references.py");
            using var process = Process.Start(new ProcessStartInfo(FactWithPythonTorchAttribute.Interpreter, ["-B", script, folder.FullName]) { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            var fresh = Fixture.From(folder.FullName);
            Assert.Equal(fresh.Operators.Order(), Fixture.Committed.Operators.Order());
            foreach (var name in fresh.Operators)
                AssertAlike(name, fresh.Cases(name), Fixture.Committed.Cases(name));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void AssertAlike(string name, IReadOnlyList<ReferenceCase> fresh, IReadOnlyList<ReferenceCase> committed)
    {
        Assert.Equal(fresh.Count, committed.Count);
        for (var i = 0; i < fresh.Count; i++)
        {
            AssertAlike(name, fresh[i].Inputs, committed[i].Inputs);
            AssertAlike(name, fresh[i].Outputs, committed[i].Outputs);
            AssertAlike(name, fresh[i].Gradients, committed[i].Gradients);
        }
    }

    private static void AssertAlike(string name, ReferenceArray[] fresh, ReferenceArray[] committed)
    {
        Assert.Equal(fresh.Length, committed.Length);
        for (var i = 0; i < fresh.Length; i++)
        {
            Assert.Equal(fresh[i].ToString(), committed[i].ToString());
            committed[i].AssertAre(fresh[i].Values, $"{name}, array {i}");
        }
    }
}
