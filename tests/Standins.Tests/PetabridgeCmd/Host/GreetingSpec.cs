using Akka.TestKit;
using NetMonitor.Lab;
using NetMonitor.Pbm.Connection;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Host;

/// <summary>With a clock that is moved by hand.</summary>
[Collection(WireCollection.Name)]
public sealed class GreetingSpec : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan TimeToGreet = TimeSpan.FromSeconds(10);

    private readonly HostAddress _address;

    public GreetingSpec()
        : base(ToyHost.Hocon + "\nakka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"")
    {
        _address = ToyHost.Start(Sys, TestActor);
    }

    [Fact]
    public async Task Client_that_says_nothing_should_be_refused_and_one_that_greeted_should_not()
    {
        using var greeted = await ToyHost.OpenAsync(_address);
        using var silent = new RawClient(_address);
        var refusal = silent.HearAsync();

        // When the connection begins to wait cannot be seen from here.
        Eventually.True(
            () =>
            {
                ((TestScheduler)Sys.Scheduler).Advance(TimeToGreet);
                return refusal.IsCompleted;
            },
            "the refusal");

        Assert.Equal("""{"is":"refusal","reason":"no hello has come"}""", await refusal);
        Assert.Equal("a.", await greeted.AskAsync("toy say -t a"));
    }
}
