// The random generator belongs to the process: a test that seeds it must not meet another that draws from it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
