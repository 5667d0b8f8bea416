using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Readers;
using NetMonitor.Lab.Tests.Readers;

namespace NetMonitor.Lab.Tests.Faults;

/// <summary>What the kernel says to faults that were really made, as the kinds of docs/supervision.md.</summary>
public sealed class FailureKindsSpec : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private readonly VethLab _lab = VethLab.Create("eth1");

    public void Dispose() => _lab.Dispose();

    [BpfFact]
    public void Attach_should_be_the_kind_of_a_device_that_takes_no_such_program()
    {
        _lab.Host.Ip("link add br0 type bridge");
        using var plane = new LabDataPlane(_lab.Host, ModePolicy.Native);

        Assert.Equal(FailureKind.Attach, Refused(plane, "br0").Kind);
    }

    [BpfFact]
    public void Privilege_should_be_the_kind_when_rights_were_lost_and_all_should_be_well_when_they_are_back()
    {
        using var plane = new LabDataPlane(_lab.Host, ModePolicy.Tcx);

        var failure = _lab.Host.Run(() =>
        {
            using var dropped = DroppedRights.OfThisThread();
            return Refused(plane, "eth1");
        });

        Assert.Equal(FailureKind.Privilege, failure.Kind);
        Open(plane, "eth1").Dispose();
    }

    /// <summary>Whichever of the descriptors it is that cannot be had.</summary>
    [BpfFact]
    public void Exhausted_should_be_the_kind_when_descriptors_run_out_at_any_step()
    {
        using var plane = new LabDataPlane(_lab.Host, ModePolicy.Tcx, LabDataPlane.SomeFlows);
        var kinds = new List<FailureKind>();
        for (var left = 0; left < 64; left++)
        {
            try
            {
                _lab.Host.Run(() =>
                {
                    using var limit = DescriptorLimit.Leaving(left);
                    using var reader = Open(plane, "eth1");
                });
                break;
            }
            catch (InterfaceFailure failure)
            {
                kinds.Add(failure.Kind);
            }
        }

        Assert.InRange(kinds.Count, 5, 63);
        Assert.All(kinds, kind => Assert.Equal(FailureKind.Exhausted, kind));
        Startup.Attached.ShouldBeNothing(_lab);
    }

    [BpfTheory]
    [InlineData(ModePolicy.Native)]
    [InlineData(ModePolicy.Tcx)]
    [InlineData(ModePolicy.Tc)]
    public void Gone_should_be_the_kind_when_the_device_is_deleted(ModePolicy mode)
    {
        using var plane = new LabDataPlane(_lab.Host, mode);
        using var reader = new InNamespaceReader(_lab.Host, Open(plane, "eth1"));
        var link = reader.Link;
        _lab.Host.Ip("link del eth1");

        Assert.Equal(FailureKind.Gone, Failed(reader).Kind);
        Assert.Equal(FailureKind.Gone, Assert.Throws<InterfaceFailure>(() => plane.Open(link)).Kind);
    }

    [BpfTheory]
    [InlineData(ModePolicy.Native)]
    [InlineData(ModePolicy.Tcx)]
    public void Severed_should_be_the_kind_when_somebody_takes_a_program_off(ModePolicy mode)
    {
        using var plane = new LabDataPlane(_lab.Host, mode);
        using var bpf = Open(plane, "eth1");
        var reader = new InNamespaceReader(_lab.Host, bpf);
        ForeignHand.DetachLink(bpf.AttachedIds[^1]);

        Assert.Equal(FailureKind.Severed, Failed(reader).Kind);
    }

    [BpfFact]
    public void MapGone_should_be_the_kind_when_a_descriptor_is_closed_underneath()
    {
        using var plane = new LabDataPlane(_lab.Host, ModePolicy.Tcx);
        using var bpf = Open(plane, "eth1");
        var reader = new InNamespaceReader(_lab.Host, bpf);
        ForeignHand.Close(bpf.Programs.CountersDescriptor);

        Assert.Equal(FailureKind.MapGone, Failed(reader).Kind);
    }

    private static BpfInterfaceReader Open(LabDataPlane plane, string nic) => plane.Open(Find(plane, nic));

    private static InterfaceFailure Refused(LabDataPlane plane, string nic)
    {
        var link = Find(plane, nic);
        return Assert.Throws<InterfaceFailure>(() => plane.Open(link));
    }

    private static LinkDescription Find(LabDataPlane plane, string nic) => plane.ListLinks().Single(link => link.Name == nic);

    /// <summary>What the next reading says.</summary>
    private static InterfaceFailure Failed(InNamespaceReader reader)
    {
        using var closed = new ManualResetEventSlim();
        reader.CloseWindow(closed.Set);
        Assert.True(closed.Wait(Bound), "the window closes");
        return Assert.Throws<InterfaceFailure>(reader.Read);
    }
}
