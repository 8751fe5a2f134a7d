using LoraDsl.Formats.Runs;

namespace LoraDsl.Reports.Html.History;

/// <summary>An adapter at every step of a run, in columns: a run of many steps and layers would not fit in memory as records.</summary>
/// <param name="path">Its path in the model.</param>
/// <param name="steps">Steps that were recorded before it was seen first.</param>
internal sealed class AdapterHistory(string path, int steps)
{
    /// <summary>Stands for the rank at a step at which the adapter was not recorded.</summary>
    public const int Absent = -1;

    private readonly List<int> ranks = [.. Enumerable.Repeat(Absent, steps)];
    private readonly List<long> parameters = [.. Enumerable.Repeat(0L, steps)];
    private readonly List<float> normsOfA = [.. Enumerable.Repeat(float.NaN, steps)];
    private readonly List<float> normsOfB = [.. Enumerable.Repeat(float.NaN, steps)];
    private readonly List<float> gradientNorms = [.. Enumerable.Repeat(float.NaN, steps)];

    /// <summary>Its path in the model.</summary>
    public string Path { get; } = path;

    /// <summary>Its rank at each step, or <see cref="Absent"/>.</summary>
    public IReadOnlyList<int> Ranks => ranks;

    /// <summary>Its trainable values at each step.</summary>
    public IReadOnlyList<long> Parameters => parameters;

    /// <summary>‖A‖ at each step.</summary>
    public IReadOnlyList<float> NormsOfA => normsOfA;

    /// <summary>‖B‖ at each step.</summary>
    public IReadOnlyList<float> NormsOfB => normsOfB;

    /// <summary>The norm of its gradients at each step; not a number where there were none.</summary>
    public IReadOnlyList<float> GradientNorms => gradientNorms;

    /// <summary>Steps at which there were gradients, but their norm was infinite or no number.</summary>
    public int BadGradients { get; private set; }

    /// <summary>Appends a step.</summary>
    /// <param name="measured">The adapter then, or <see langword="null"/> when it was not recorded.</param>
    public void Append(AdapterMetrics? measured)
    {
        ranks.Add(measured?.Rank ?? Absent);
        parameters.Add(measured?.Parameters ?? 0);
        normsOfA.Add((float?)measured?.NormOfA ?? float.NaN);
        normsOfB.Add((float?)measured?.NormOfB ?? float.NaN);
        gradientNorms.Add((float?)measured?.GradientNorm ?? float.NaN);
        if (measured?.GradientNorm is { } norm && !double.IsFinite(norm))
            BadGradients++;
    }

    /// <summary>Forgets the steps from an index on.</summary>
    public void Cut(int count)
    {
        var gone = ranks.Count - count;
        ranks.RemoveRange(count, gone);
        parameters.RemoveRange(count, gone);
        normsOfA.RemoveRange(count, gone);
        normsOfB.RemoveRange(count, gone);
        gradientNorms.RemoveRange(count, gone);
    }
}
