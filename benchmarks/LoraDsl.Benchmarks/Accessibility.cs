using LoraDsl;

// Measurements call the adapters of private layers from outside.
[assembly: LoraAccessibility(PlaceAccessibility.Public)]
