using Akka.Actor;
using Xunit.Sdk;

namespace NetMonitor.Standins.Tests.Kit;

public sealed class TestKitSpec : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void System_under_test_should_have_the_defaults_of_tests()
    {
        Assert.Equal("INFO", Sys.Settings.LogLevel);
        Assert.Equal(TimeSpan.FromSeconds(3), TestKitSettings.SingleExpectDefault);
        Assert.Equal(TimeSpan.FromSeconds(5), TestKitSettings.DefaultTimeout);
    }

    [Fact]
    public void Message_told_in_a_test_should_come_from_the_test_actor()
    {
        TestActor.Tell("x");

        ExpectMsg("x");
        Assert.Equal(TestActor, LastSender);
    }

    [Fact]
    public async Task Message_told_after_an_await_should_come_from_the_test_actor()
    {
        await Task.Delay(1);
        TestActor.Tell("x");

        await ExpectMsgAsync("x");
        Assert.Equal(TestActor, LastSender);
    }

    [Fact]
    public void Expectations_should_fail_on_silence_on_another_type_and_on_another_value()
    {
        Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>(Short));
        // What comes ends the wait: only silence takes the time that is given.
        TestActor.Tell(1);
        Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>(Long));
        TestActor.Tell(1);
        Assert.ThrowsAny<XunitException>(() => ExpectMsg(2, Long));
        TestActor.Tell(1);
        Assert.ThrowsAny<XunitException>(() => ExpectMsg<int>(number => number == 2, Long));
        TestActor.Tell(1);
        Assert.ThrowsAny<XunitException>(() => ExpectNoMsg(Long));
    }

    [Fact]
    public void Expectation_should_give_what_it_got()
    {
        TestActor.Tell(1);
        Assert.Equal(1, ExpectMsg<int>());
        TestActor.Tell(2);
        Assert.Equal(2, ExpectMsg<int>(number => number == 2));
        TestActor.Tell(3);
        TestActor.Tell(4);
        Assert.Equal([3, 4], ReceiveN(2));
        TestActor.Tell(5);
        TestActor.Tell("x");
        Assert.Equal("x", FishForMessage(message => message is string));
        TestActor.Tell(7);
        TestActor.Tell(6);
        ExpectMsgAllOf(6, 7);
    }

    [Fact]
    public void Probe_should_be_a_ref_that_sends_replies_and_watches()
    {
        var probe = CreateTestProbe();
        IActorRef asRef = probe;

        probe.Tell("hello");
        probe.ExpectMsg("hello");
        Assert.Equal(TestActor, probe.Sender);
        probe.Reply("there");
        ExpectMsg("there");
        Assert.Equal(probe.Ref, LastSender);
        probe.Send(TestActor, "sent");
        ExpectMsgFrom<string>(probe.Ref);

        Watch(asRef);
        Sys.Stop(asRef);
        ExpectTerminated(asRef);
    }

    [Fact]
    public void Within_should_bound_what_is_waited_for()
    {
        Assert.ThrowsAny<XunitException>(() => Within(Short, () => ExpectMsg<string>()));
        Within(TimeSpan.FromSeconds(10), () =>
        {
            Assert.True(Remaining <= TimeSpan.FromSeconds(10));
            TestActor.Tell("x");
            return ExpectMsg<string>();
        });
    }

    [Fact]
    public void Awaiting_should_try_until_it_holds_or_time_is_up()
    {
        var tries = 0;
        AwaitAssert(() => Assert.Equal(3, ++tries), TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(1));
        AwaitCondition(() => ++tries == 6, TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(1));

        Assert.ThrowsAny<XunitException>(() => AwaitAssert(() => Assert.Equal(0, tries), Short));
        Assert.ThrowsAny<XunitException>(() => AwaitCondition(() => false, Short));
    }

    [Fact]
    public void Ignored_messages_should_not_be_seen()
    {
        IgnoreMessages(message => message is int);
        TestActor.Tell(1);
        TestActor.Tell("x");

        ExpectMsg("x");
        IgnoreNoMessages();
        TestActor.Tell(1);
        ExpectMsg(1);
    }
}
