using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace NetMonitor.Standins.Tests.Actors;

public sealed class LoggingSpec : TestKit
{
    public LoggingSpec()
        : base("akka.loglevel = INFO")
    {
    }

    [Fact]
    public void Log_should_be_published_with_level_source_text_and_cause()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(LogEvent));
        var actor = Sys.ActorOf(Props.Create(() => new Talks()), "talks");

        actor.Tell("go");

        var warning = FishForMessage<Warning>(_ => true);
        Assert.Equal("1 and two", warning.Message.ToString());
        Assert.Equal(actor.Path.ToString(), warning.LogSource);
        Assert.Equal(typeof(Talks), warning.LogClass);
        Assert.Equal("boom", FishForMessage<Error>(_ => true).Cause.Message);
    }

    [Fact]
    public void Events_below_the_level_should_not_be_published()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(LogEvent));
        var log = Logging.GetLogger(Sys, "late");
        Assert.False(log.IsDebugEnabled);

        log.Debug("unseen");
        log.Info("seen");

        Assert.Equal("seen", FishForMessage<LogEvent>(logged => logged.LogSource.StartsWith("late", StringComparison.Ordinal)).Message.ToString());
    }

    [Fact]
    public void Log_of_the_system_itself_should_be_made_before_the_level_is_known() => Assert.True(Sys.Log.IsDebugEnabled);

    [Fact]
    public void Adapter_should_keep_the_level_it_was_made_with()
    {
        var early = Logging.GetLogger(Sys, "early");
        Sys.EventStream.SetLogLevel(LogLevel.DebugLevel);

        Assert.True(Logging.GetLogger(Sys, "late").IsDebugEnabled);
        Assert.False(early.IsDebugEnabled);
    }

    [Fact]
    public void Event_filter_should_count_what_fits()
    {
        EventFilter.Info("exactly").Expect(2, () =>
        {
            Sys.Log.Info("exactly");
            Sys.Log.Info("exactly not");
            Sys.Log.Info("exactly");
        });
        EventFilter.Error(start: "no", contains: "way").ExpectOne(() => Sys.Log.Error("no {0}", "way"));
        Assert.ThrowsAny<Exception>(() => EventFilter.Warning("never").ExpectOne(TimeSpan.FromMilliseconds(100), () => { }));
    }

    private sealed class Talks : ReceiveActor
    {
        private readonly ILoggingAdapter _log = Context.GetLogger();

        public Talks() => Receive<string>(_ =>
        {
            _log.Debug("nothing");
            _log.Warning("{0} and {1}", 1, "two");
            _log.Error(new InvalidOperationException("boom"), "failed");
        });
    }
}
