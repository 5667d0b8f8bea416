using System.Collections.Immutable;
using System.Numerics;
using NetMonitor.Actors.Configuration;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Capture;

/// <summary>How much room flows have in the kernel, and how often they are taken from there (<c>netmonitor.flows</c>).</summary>
/// <param name="Slots">Flows per window that a NIC has room for, over all CPUs: a power of two.</param>
/// <param name="RingBytes">For flows that give way to others within a window, per NIC that has <paramref name="Slots"/>: see <see cref="RingOf"/>.</param>
/// <param name="Window">Each half of a NIC's table is taken at most so often.</param>
/// <param name="BudgetBytes">For the maps of all NICs.</param>
public sealed record FlowSpaceSettings(bool IsEnabled, int Slots, int RingBytes, TimeSpan Window, long BudgetBytes)
{
    public const string BudgetKey = "netmonitor.flows.budget";

    public const int LeastRing = 64 << 10;

    private const int MostRing = 256 << 20;
    private const long MostBudget = 1L << 40;

    /// <summary>What is said of some NICs over <see cref="Slots"/> (<c>netmonitor.flows.interfaces</c>).</summary>
    public ImmutableArray<NamedSlots> NamedSlots { get; init; } = [];

    public static FlowSpaceSettings From(SettingsReader settings)
    {
        const string Slots = "netmonitor.flows.slots";
        const string Ring = "netmonitor.flows.ring";
        var slots = settings.Integer(Slots, FlowSlots.Least, FlowSlots.Most);
        settings.Require(slots == 0 || BitOperations.IsPow2(slots), Slots, settings.Found(Slots), $"a power of two from {FlowSlots.Least} to {FlowSlots.Most}");
        var ring = settings.Bytes(Ring, LeastRing, MostRing);
        settings.Require(ring == 0 || BitOperations.IsPow2(ring), Ring, settings.Found(Ring), "a power of two, as 256KB or 1MB");
        return new FlowSpaceSettings(
            settings.OneOf("netmonitor.flows.enabled", ("on", true), ("off", false)),
            slots,
            (int)ring,
            settings.Duration("netmonitor.flows.window", TimeSpan.Zero, TimeSpan.FromHours(1)),
            settings.Bytes(BudgetKey, 0, MostBudget))
        {
            NamedSlots = NamedSlotsFrom(settings),
        };
    }

    /// <summary>0 where flows are off. The first pattern that matches decides.</summary>
    public int SlotsOf(string nic) => !IsEnabled ? 0 : NamedSlots.FirstOrDefault(named => Glob.Matches(named.Pattern, nic))?.Slots ?? Slots;

    /// <summary>A power of two: with fewer slots the ring is smaller in proportion, so that NICs that got little do not spend the budget on rings.</summary>
    public int RingOf(int slots) => slots >= Slots ? RingBytes : (int)Math.Max(Math.Min(LeastRing, RingBytes), (long)RingBytes * slots / Slots);

    private static ImmutableArray<NamedSlots> NamedSlotsFrom(SettingsReader settings)
    {
        const string Named = "netmonitor.flows.interfaces";
        var accepted = $"NAME=SLOTS or GLOB=SLOTS, as eth*=262144 or veth*=off, with {FlowSlots.Accepted}";
        var named = ImmutableArray.CreateBuilder<NamedSlots>();
        foreach (var text in settings.Texts(Named))
        {
            // A NIC's name may hold the sign itself, a number never does.
            var at = text.LastIndexOf('=');
            var slots = FlowSlots.Parse(text[(at + 1)..]);
            settings.Require(at > 0 && slots is not null, Named, text, accepted);
            named.Add(new NamedSlots(text[..Math.Max(at, 0)], slots ?? 0));
        }

        return named.ToImmutable();
    }
}
