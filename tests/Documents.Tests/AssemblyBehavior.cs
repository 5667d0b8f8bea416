// Commands of documents name fixed ports, and programs that count one another's traffic.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
