namespace LoraDsl;

/// <summary>Which biases of the base are trained and saved with an adapter: PEFT's <c>bias</c>.</summary>
public enum BiasTraining
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Those of the adapted layers.</summary>
    LoraOnly = 1,

    /// <summary>Every parameter of the model that is named <c>bias</c>.</summary>
    All = 2,
}
