using Akka.Actor;
using Akka.Hosting;
using Akka.TestKit.Xunit2;

namespace NetMonitor.Standins.Tests.Hosting;

public sealed class ActorRegistrySpec : TestKit
{
    private ActorRegistry Registry => ActorRegistry.For(Sys);

    [Fact]
    public void Taken_key_should_be_refused_unless_overwritten()
    {
        Registry.Register<string>(TestActor);

        Assert.Throws<DuplicateActorRegistryException>(() => Registry.Register<string>(TestActor));
        Assert.False(Registry.TryRegister<string>(TestActor));
        Assert.True(Registry.TryRegister(typeof(string), CreateTestProbe().Ref, overwrite: true));
        Assert.NotEqual(TestActor, Registry.Get<string>());
    }

    [Fact]
    public void Missing_key_should_be_nobody_or_an_exception()
    {
        Assert.False(Registry.TryGet<string>(out var actor));
        Assert.Equal(ActorRefs.Nobody, actor);
        Assert.Throws<MissingActorRegistryEntryException>(() => Registry.Get<string>());
        Assert.Throws<MissingActorRegistryEntryException>(() => new RequiredActor<string>(Registry).ActorRef);
    }

    [Fact]
    public async Task GetAsync_should_wait_until_registered_or_cancelled()
    {
        var waiting = Registry.GetAsync<string>();
        using var cancellation = new CancellationTokenSource();
        var cancelled = Registry.GetAsync<int>(cancellation.Token);
        Assert.False(waiting.IsCompleted);

        Registry.Register<string>(TestActor);
        await cancellation.CancelAsync();

        Assert.Equal(TestActor, await waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(TestActor, (await new RequiredActor<string>(Registry).GetAsync()));
        Assert.Equal(typeof(string), Assert.Single(Registry).Key);
    }
}
