namespace NetMonitor.Core.Flows;

public enum TalkerMeasure
{
    Bytes,
    Packets,
    Flows,
}
