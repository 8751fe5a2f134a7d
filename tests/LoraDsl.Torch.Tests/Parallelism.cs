// The generator of random numbers, the count of living tensors and the default types belong to the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
