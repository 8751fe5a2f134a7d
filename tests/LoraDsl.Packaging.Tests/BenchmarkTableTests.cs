namespace LoraDsl.Packaging.Tests;

public sealed class BenchmarkTableTests
{
    private const string Python = "/usr/bin/python3";

    [FactWithPython]
    public void Tables_of_the_documentation_are_what_the_figures_in_docs_benchmarks_make_of_them() =>
        Command.Require(Command.Run(Python, Repository.Root, "eng/benchmark-tables.py", "--check"));

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class FactWithPythonAttribute : FactAttribute
    {
        public FactWithPythonAttribute()
        {
            if (!File.Exists(Python))
                Skip = $"there is no {Python} here to write the tables again";
        }
    }
}
