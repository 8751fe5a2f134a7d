using LoraDsl;

// Tests look at the adapters of private layers from outside.
[assembly: LoraAccessibility(PlaceAccessibility.Public)]
