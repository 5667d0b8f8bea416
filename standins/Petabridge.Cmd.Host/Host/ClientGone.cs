namespace Petabridge.Cmd.Host;

/// <summary>Nothing more will come. Complaint: what was wrong with the last that came, null when nothing was.</summary>
internal sealed record ClientGone(string Complaint) : INoSerializationVerificationNeeded;
