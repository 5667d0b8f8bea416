using System.Text.Json.Serialization;

namespace NetMonitor.Pbm.Protocol;

/// <summary>What client and host say to each other: one JSON object per frame, its kind in the property "is".</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Hello), "hello")]
[JsonDerivedType(typeof(Welcome), "welcome")]
[JsonDerivedType(typeof(Request), "request")]
[JsonDerivedType(typeof(Reply), "reply")]
[JsonDerivedType(typeof(Refusal), "refusal")]
internal abstract record Message
{
    /// <summary>The version of all that is in this folder.</summary>
    public const int Version = 1;
}
