namespace LoraDsl.Packaging.Tests;

/// <summary>The packages are made once for all tests.</summary>
[CollectionDefinition(nameof(Packages))]
public sealed class Packages : ICollectionFixture<ConsumerProject>;
