// Each spec sends as fast as it can on few cores: side by side they would only starve each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
