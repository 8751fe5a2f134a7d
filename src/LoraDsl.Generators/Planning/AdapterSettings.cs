namespace LoraDsl.Generators.Planning;

/// <summary>A valid configuration of an adapter: what its constructor is told.</summary>
internal abstract record AdapterSettings(double Dropout);
