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

    /// <summary>What sections say of some NICs, where <see cref="NamedSlots"/> says nothing.</summary>
    public InterfaceSections Sections { get; init; } = InterfaceSections.None;

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
            Sections = InterfaceSections.From(settings),
        };
    }

    /// <summary>0 where flows are off. The first pattern of <see cref="NamedSlots"/> that matches decides, then <see cref="Sections"/>, then
    /// <see cref="Slots"/>.</summary>
    public int SlotsOf(LinkDescription link) => !IsEnabled ? 0
        : NamedSlots.FirstOrDefault(named => NicPattern.Matches(named.Pattern, link))?.Slots ?? Sections.Find(link, section => section.FlowSlots) ?? Slots;

    /// <summary>A power of two: with fewer slots the ring is smaller in proportion, so that NICs that got little do not spend the budget on rings.</summary>
    public int RingOf(int slots) => slots >= Slots ? RingBytes : (int)Math.Max(Math.Min(LeastRing, RingBytes), (long)RingBytes * slots / Slots);

    private static ImmutableArray<NamedSlots> NamedSlotsFrom(SettingsReader settings)
    {
        const string Named = "netmonitor.flows.interfaces";
        var accepted = $"NIC=SLOTS, as eth*=262144 or kind:veth=off, with {NicPattern.Accepted} and {FlowSlots.Accepted}";
        var named = ImmutableArray.CreateBuilder<NamedSlots>();
        foreach (var text in settings.Texts(Named))
        {
            // A NIC's name may hold the sign itself, a number never does.
            var at = text.LastIndexOf('=');
            var slots = FlowSlots.Parse(text[(at + 1)..]);
            var pattern = text[..Math.Max(at, 0)];
            settings.Require(NicPattern.IsOne(pattern) && slots is not null, Named, text, accepted);
            named.Add(new NamedSlots(pattern, slots ?? 0));
        }

        return named.ToImmutable();
    }
}
