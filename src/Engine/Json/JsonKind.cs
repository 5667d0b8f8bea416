namespace NetMonitor.Engine.Json;

/// <summary>The types of JSON Schema that our answers use.</summary>
public enum JsonKind
{
    String,
    Integer,
    Number,
    Boolean,
    Object,
}
