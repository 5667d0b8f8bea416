namespace Akka.Dispatch;

public class ActorTaskScheduler
{
    private ActorTaskScheduler()
    {
    }

    public static void RunTask(Action action) => RunTask(() =>
    {
        action();
        return Task.CompletedTask;
    });

    /// <summary>Holds the actor's messages back until the task has ended, so that handlers never overlap.</summary>
    public static void RunTask(Func<Task> asyncAction)
    {
        var cell = ActorCell.Current ?? throw new InvalidOperationException("RunTask must be called from an actor context.");
        cell.RunTask(asyncAction);
    }
}
