using System.Collections.Immutable;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Readers;
using NetMonitor.Engine.Tests.Scripted;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Errors;

namespace NetMonitor.Engine.Tests.Readers;

public sealed class LadderClimbSpec
{
    private static readonly LinkDescription Veth = Links.Nic("eth0", 2);

    /// <summary>Its driver makes its rings anew for XDP.</summary>
    private static readonly LinkDescription Card = Veth with { Kind = "", Driver = "ice" };

    private readonly LadderClimb _climb;
    private bool _stands = true;
    private readonly Dictionary<AttachMode, Errno> _refusals = [];
    private readonly List<AttachMode> _tried = [];

    public LadderClimbSpec() => _climb = new LadderClimb((_, _, refusal) => Refusals.MeaningOf(refusal), (_, refused) => _stands && refused.Errno != nameof(Errno.ERANGE));

    [Fact]
    public void Climb_should_end_at_the_first_rung_that_is_not_refused_and_keep_what_was()
    {
        _refusals[AttachMode.Native] = Errno.EBUSY;
        _refusals[AttachMode.Tcx] = Errno.ERANGE;

        var (mode, refused) = Reach(Card);

        Assert.Equal(AttachMode.Tc, mode);
        Assert.Equal(["not native: EBUSY, because of EBUSY", "not tcx: ERANGE, because of ERANGE"], refused.Select(one => one.Words));
        Assert.Equal([AttachMode.Native, AttachMode.Tcx, AttachMode.Tc], _tried);
    }

    [Fact]
    public void Climb_should_try_a_rung_that_makes_the_rings_anew_once_for_each_mtu()
    {
        _refusals[AttachMode.Native] = Errno.ERANGE;
        _ = Reach(Card);
        _tried.Clear();

        var (mode, refused) = Reach(Card);

        Assert.Equal((AttachMode.Tcx, "not native: ERANGE, because of ERANGE (tried once: an attempt makes the rings of ice anew)"), (mode, Assert.Single(refused).Words));
        Assert.Equal([AttachMode.Tcx], _tried);
        Assert.False(FindsBetter(Card, AttachMode.Tcx, refused));

        _refusals.Clear();
        var smaller = Card with { Mtu = 1400 };
        Assert.True(FindsBetter(smaller, AttachMode.Tcx, refused));
        Assert.Equal([AttachMode.Tcx], _tried);
        Assert.Equal(AttachMode.Native, Reach(smaller).Mode);
    }

    [Theory]
    [InlineData(Errno.EBUSY)]
    [InlineData(Errno.EEXIST)]
    [InlineData(Errno.EPERM)]
    public void Better_should_be_found_without_an_attempt_where_that_would_make_the_rings_anew(Errno errno)
    {
        _refusals[AttachMode.Native] = errno;
        var (mode, refused) = Reach(Card);
        _refusals[AttachMode.Tcx] = Errno.EPERM;
        _tried.Clear();

        Assert.False(FindsBetter(Card, mode, refused));
        Assert.DoesNotContain(AttachMode.Native, _tried);
        _stands = false;
        _tried.Clear();
        Assert.True(FindsBetter(Card, mode, refused));
        Assert.Empty(_tried);
        _refusals.Clear();
        Assert.Equal(AttachMode.Native, Reach(Card).Mode);
    }

    [Fact]
    public void Climb_should_not_try_other_programs_when_rights_are_missing()
    {
        _refusals[AttachMode.Native] = Errno.EPERM;

        var (mode, refused) = Reach(Card);

        Assert.Equal((AttachMode.Kernel, "EPERM"), (mode, Assert.Single(refused).Errno));
        Assert.Equal([AttachMode.Native, AttachMode.Kernel], _tried);
    }

    [Theory]
    [InlineData(Errno.ENODEV, FailureKind.Gone)]
    [InlineData(Errno.ENXIO, FailureKind.Gone)]
    public void Climb_should_fail_when_the_nic_is_gone(Errno errno, FailureKind kind)
    {
        _refusals[AttachMode.Tcx] = errno;

        Assert.Equal(kind, Assert.Throws<InterfaceFailure>(() => Reach(Veth)).Kind);
        Assert.Equal([AttachMode.Tcx], _tried);
    }

    [Theory]
    [InlineData(Errno.EBUSY, FailureKind.Attach)]
    [InlineData(Errno.EPERM, FailureKind.Privilege)]
    public void Climb_should_fail_when_the_one_rung_that_is_asked_for_is_refused(Errno errno, FailureKind kind)
    {
        _refusals[AttachMode.Native] = errno;

        var failure = Assert.Throws<InterfaceFailure>(() => Reach(Veth, ModePolicy.Native));

        Assert.Equal((kind, Refusal(AttachMode.Native, errno).Message), (failure.Kind, failure.Message));
    }

    [Fact]
    public void Better_should_be_found_when_what_stood_in_the_way_is_gone()
    {
        _refusals[AttachMode.Tcx] = Errno.ERANGE;
        _refusals[AttachMode.Tc] = Errno.EEXIST;
        var (mode, refused) = Reach(Veth);
        Assert.Equal(AttachMode.Generic, mode);

        Assert.False(FindsBetter(Veth, mode, refused));
        _ = _refusals.Remove(AttachMode.Tc);
        Assert.True(FindsBetter(Veth, mode, refused));
    }

    [Theory]
    [InlineData(Errno.EINVAL)]
    [InlineData(Errno.EOPNOTSUPP)]
    public void Better_should_not_be_looked_for_where_the_kernel_has_none(Errno errno)
    {
        _refusals[AttachMode.Tcx] = errno;
        var (mode, refused) = Reach(Veth);
        _refusals.Clear();
        _tried.Clear();

        Assert.False(FindsBetter(Veth, mode, refused));
        Assert.Empty(_tried);
    }

    [Fact]
    public void Better_should_not_be_looked_for_below_what_there_is()
    {
        var (mode, refused) = Reach(Veth);
        _tried.Clear();

        Assert.False(FindsBetter(Veth, mode, refused));
        Assert.Empty(_tried);
    }

    private (AttachMode Mode, ImmutableArray<RefusedRung> Refused) Reach(LinkDescription link, ModePolicy policy = ModePolicy.Auto) =>
        _climb.Reach(link, AttachLadder.For(link, policy), (rung, refused) =>
        {
            Try(rung);
            return (rung.Mode, refused);
        });

    private bool FindsBetter(LinkDescription link, AttachMode mode, ImmutableArray<RefusedRung> refused) => _climb.FindsBetter(
        link, AttachLadder.For(link, ModePolicy.Auto), new Attachment(new Generation(1), mode, "") { Refused = refused }, Try);

    private void Try(Rung rung)
    {
        _tried.Add(rung.Mode);
        if (_refusals.TryGetValue(rung.Mode, out var errno))
        {
            throw Refusal(rung.Mode, errno);
        }
    }

    private static BpfException Refusal(AttachMode mode, Errno errno) => new($"attach by {mode}", "eth0", errno, $"because of {errno}", wayOut: "go away");
}
