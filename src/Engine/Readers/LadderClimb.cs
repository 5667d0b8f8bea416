using System.Collections.Concurrent;
using System.Collections.Immutable;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;
using NetMonitor.Native.Errors;

namespace NetMonitor.Engine.Readers;

/// <summary>Goes down a ladder until a rung takes the NIC, and keeps what was refused on the way. For several threads, and several NICs at once.</summary>
/// <param name="explain">What a refusal means, in words, on this NIC and in this mode.</param>
/// <param name="stands">Whether what refused a rung still stands in its way; asked where an attempt is too dear to find it out.</param>
internal sealed class LadderClimb(Func<LinkDescription, AttachMode, Exception, string> explain, Func<LinkDescription, RefusedRung, bool> stands)
{
    /// <summary>Refusals of rungs whose attempt makes the NIC's rings anew: those are tried once, for each MTU that the device has.</summary>
    private readonly ConcurrentDictionary<(int Index, int Mtu, AttachMode Mode), RefusedRung> _triedOnce = new();

    /// <param name="attach">Throws what the kernel said, and leaves nothing attached, where it is refused.</param>
    /// <exception cref="InterfaceFailure">Every rung was refused, or the NIC is gone.</exception>
    public T Reach<T>(LinkDescription link, ImmutableArray<Rung> ladder, Func<Rung, ImmutableArray<RefusedRung>, T> attach)
    {
        var refused = ImmutableArray.CreateBuilder<RefusedRung>();
        var (failures, said) = (new List<Exception>(), new List<string>());
        var isBarred = false;
        foreach (var rung in ladder)
        {
            if (_triedOnce.TryGetValue(KeyOf(link, rung), out var before))
            {
                refused.Add(before);
                continue;
            }

            // The rights that one of our programs lacks, all of them lack.
            if (isBarred && rung.Mode != AttachMode.Kernel)
            {
                continue;
            }

            try
            {
                return attach(rung, refused.ToImmutable());
            }
            catch (Exception refusal) when (Refusals.IsOne(refusal))
            {
                failures.Add(refusal);
                if (Refusals.IsGone(refusal))
                {
                    said.Add(refusal.Message);
                    break;
                }

                isBarred |= Refusals.ErrnoOf(refusal) == Errno.EPERM;
                refused.Add(Keep(link, rung, refusal));
                said.Add(WithMeaning(refusal.Message, refused[^1].Meaning));
            }
        }

        throw failures.Count == 0
            ? new InterfaceFailure(link.Name, FailureKind.Attach, $"attach to {link.Name}: {string.Join("; ", refused.Select(one => one.Words))}")
            : new InterfaceFailure(link.Name, Refusals.KindOf(failures[^1], FailureKind.Attach), string.Join("; then: ", said), failures[^1]);
    }

    /// <summary>Tries what is better than what the NIC has, leaving that alone.</summary>
    /// <param name="link">As it is described now.</param>
    /// <param name="attempt">As the attach of <see cref="Reach{T}"/>; where it takes the NIC, it gives it up again at once.</param>
    public bool FindsBetter(LinkDescription link, ImmutableArray<Rung> ladder, Attachment present, Action<Rung> attempt)
    {
        foreach (var rung in ladder.TakeWhile(rung => rung.Mode != present.Mode))
        {
            var before = present.Refused.FirstOrDefault(refused => refused.Mode == rung.Mode);
            if (_triedOnce.ContainsKey(KeyOf(link, rung)) || (before is not null && !Refusals.MayPass(before)))
            {
                continue;
            }

            if (MakesRingsAnew(link, rung))
            {
                // Not by an attempt: the only one is that of the attachment itself.
                if (before is not null && stands(link, before))
                {
                    continue;
                }

                return true;
            }

            try
            {
                attempt(rung);
                return true;
            }
            catch (Exception refusal) when (Refusals.IsOne(refusal))
            {
                if (Refusals.IsGone(refusal) || Refusals.ErrnoOf(refusal) == Errno.EPERM)
                {
                    return false;
                }
            }
        }

        return false;
    }

    private RefusedRung Keep(LinkDescription link, Rung rung, Exception refusal)
    {
        var refused = new RefusedRung(rung.Mode, Refusals.ErrnoOf(refusal).Name, explain(link, rung.Mode, refusal));
        if (MakesRingsAnew(link, rung) && Refusals.CameFromTheDriver(refused))
        {
            _triedOnce[KeyOf(link, rung)] = refused with { Meaning = $"{refused.Meaning} (tried once: an attempt makes the rings of {link.Driver} anew)".TrimStart() };
        }

        return refused;
    }

    private static bool MakesRingsAnew(LinkDescription link, Rung rung) => rung.Mode == AttachMode.Native && XdpDrivers.ResetRings(link);

    private static (int Index, int Mtu, AttachMode Mode) KeyOf(LinkDescription link, Rung rung) => (link.Index, link.Mtu, rung.Mode);

    /// <summary>The kernel's refusal says what is likely; who holds the NIC is known.</summary>
    private static string WithMeaning(string message, string meaning) =>
        message.Contains(meaning, StringComparison.Ordinal) ? message : $"{message}; {meaning}";
}
