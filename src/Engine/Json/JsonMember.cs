namespace NetMonitor.Engine.Json;

/// <param name="Name">In snake_case.</param>
/// <param name="Description">One line, for people; starts with a capital letter.</param>
public sealed record JsonMember(string Name, string Description, JsonType Type);
