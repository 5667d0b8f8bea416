using System.Text.Json.Serialization;

namespace NetMonitor.Pbm.Protocol;

// Without the last two, a message without a property that it must have would be read as one that has null there.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Message))]
internal sealed partial class MessageJson : JsonSerializerContext;
