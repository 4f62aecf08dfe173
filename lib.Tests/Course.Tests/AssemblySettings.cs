// Training draws from the one default generator, as in PyTorch: tests that run side by side would take each other's numbers.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
