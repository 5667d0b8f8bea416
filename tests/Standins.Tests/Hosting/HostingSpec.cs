using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Event;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using AkkaLevel = Akka.Event.LogLevel;
using HostLevel = Microsoft.Extensions.Logging.LogLevel;

namespace NetMonitor.Standins.Tests.Hosting;

public sealed class HostingSpec
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Host_should_start_the_actors_and_then_the_startup_tasks_in_order_and_end_the_system_with_itself()
    {
        var order = new ConcurrentQueue<string>();
        using var host = Host((builder, _) => builder
            .WithActors((system, registry) =>
            {
                order.Enqueue("one");
                registry.Register<Key>(system.ActorOf(Props.Create(() => new Echo()), "echo"));
            })
            .WithActors(async (_, _) =>
            {
                await Task.Yield();
                order.Enqueue("two");
            })
            .AddStartup((_, _) =>
            {
                order.Enqueue("startup");
            }));

        await host.StartAsync();

        Assert.Equal(["one", "two", "startup"], order);
        var system = host.Services.GetRequiredService<ActorSystem>();
        Assert.Equal("hosted", system.Name);
        Assert.Same(host.Services.GetRequiredService<ActorRegistry>(), ActorRegistry.For(system));
        Assert.Same(host.Services.GetRequiredService<ActorRegistry>(), host.Services.GetRequiredService<IActorRegistry>());
        var required = host.Services.GetRequiredService<IRequiredActor<Key>>();
        Assert.Equal("hi", await required.ActorRef.Ask<string>("hi", Long));
        Assert.Equal(required.ActorRef, await required.GetAsync());

        await host.StopAsync();

        await system.WhenTerminated.WaitAsync(Long);
        Assert.IsType<CoordinatedShutdown.ClrExitReason>(CoordinatedShutdown.Get(system).ShutdownReason);
    }

    [Fact]
    public async Task End_of_the_system_should_stop_the_host()
    {
        using var host = Host((_, _) => { });
        await host.StartAsync();
        var stopping = new TaskCompletionSource();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => stopping.SetResult());

        await host.Services.GetRequiredService<ActorSystem>().Terminate();

        await stopping.Task.WaitAsync(Long);
        await host.StopAsync();
    }

    [Fact]
    public async Task Failing_starter_should_fail_the_start_of_the_host()
    {
        using var host = Host((builder, _) => builder.WithActors((_, _) => throw new InvalidOperationException("no")));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Equal("no", failure.Message);
        await host.StopAsync();
    }

    [Theory]
    [InlineData(HoconAddMode.Prepend, 2)]
    [InlineData(HoconAddMode.Append, 1)]
    public async Task Hocon_should_win_over_earlier_hocon_or_fall_behind_it(HoconAddMode mode, int expected)
    {
        using var host = Host((builder, _) => builder.AddHocon("a.b = 1", HoconAddMode.Prepend).AddHocon("a { b = 2, c = 3 }", mode));
        var config = host.Services.GetRequiredService<ActorSystem>().Settings.Config;

        Assert.Equal(expected, config.GetInt("a.b", 0));
        Assert.Equal(3, config.GetInt("a.c", 0));
        await host.StartAsync();
        await host.StopAsync();
    }

    [Fact]
    public async Task Log_should_go_to_the_hosts_logger_where_that_was_asked_for()
    {
        var log = new Lines();
        using var host = Host(
            (builder, _) => builder.ConfigureLoggers(loggers =>
            {
                loggers.LogLevel = AkkaLevel.WarningLevel;
                loggers.ClearLoggers();
                loggers.AddLoggerFactory();
            }),
            log);
        await host.StartAsync();
        var system = host.Services.GetRequiredService<ActorSystem>();

        system.Log.Info("too quiet");
        system.Log.Warning("take {0}", "care");
        await log.Warned.Task.WaitAsync(Long);
        await host.StopAsync();

        var line = Assert.Single(log.Written, line => line.Text.Contains("take care", StringComparison.Ordinal));
        Assert.Equal(HostLevel.Warning, line.Level);
        Assert.DoesNotContain(log.Written, line => line.Text.Contains("too quiet", StringComparison.Ordinal));
    }

    private static IHost Host(Action<AkkaConfigurationBuilder, IServiceProvider> configure, Lines? log = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging(logging =>
        {
            if (log != null)
            {
                logging.AddProvider(log);
            }
        });
        builder.Services.AddAkka("hosted", (akka, services) =>
        {
            akka.AddHocon("akka { stdout-loglevel = off, loglevel = off }", HoconAddMode.Append);
            configure(akka, services);
        });
        return builder.Build();
    }

    private sealed class Key;

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(HostLevel Level, string Text)> Written { get; } = new();

        /// <summary>A system that ends does not wait for its loggers to write what they still have.</summary>
        public TaskCompletionSource Warned { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(HostLevel logLevel) => true;

        public void Log<TState>(HostLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Written.Enqueue((logLevel, formatter(state, exception)));
            if (logLevel == HostLevel.Warning)
            {
                Warned.TrySetResult();
            }
        }

        public void Dispose()
        {
        }
    }
}
