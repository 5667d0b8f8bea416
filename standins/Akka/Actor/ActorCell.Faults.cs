namespace Akka.Actor;

internal sealed partial class ActorCell
{
    private volatile bool _terminating;
    private bool _failed;
    private IActorRef _failedChild;

    /// <summary>What to do once the dying children are gone; null when nothing waits for them.</summary>
    private Action _whenChildrenGone;

    public void Invoke(Signal signal)
    {
        try
        {
            switch (signal)
            {
                case Create:
                    Start();
                    break;
                case Failed failed:
                    HandleChildFailure(failed);
                    break;
                case DeathWatchNotification notice:
                    HandleDeath(notice);
                    break;
                case Watch watch:
                    AddWatcher(watch);
                    break;
                case Unwatch unwatch:
                    _watchers.Remove(unwatch.Watcher);
                    break;
                case Continuation continuation:
                    Continue(continuation);
                    break;
                case HandlerEnded ended:
                    EndHandler(ended);
                    break;
                case Dispatch.SysMsg.Terminate:
                    EndLife();
                    break;
                case Signal when _terminating:
                    break;
                case Suspend:
                    Mailbox.Suspend();
                    SuspendChildren(except: null);
                    break;
                case Resume resume:
                    ResumeAfter(resume.CausedByFailure);
                    break;
                case Recreate recreate:
                    Restart(recreate.Cause);
                    break;
            }
        }
        catch (Exception cause)
        {
            Fail(cause);
        }
    }

    private void Start()
    {
        try
        {
            _actor = NewActor();
            _actor.AroundPreStart();
            ArmReceiveTimeout();
        }
        catch (Exception cause)
        {
            _actor = null;
            throw cause is ActorInitializationException initialization
                ? initialization
                : new ActorInitializationException(Self, "Exception during creation", cause);
        }
    }

    private ActorBase NewActor()
    {
        _behaviours.Clear();
        var actor = Props.NewActor();
        if (Props.SupervisorStrategy != null)
        {
            actor.Strategy = Props.SupervisorStrategy;
        }

        _behaviours.Insert(0, actor.InitialBehaviour());
        return actor;
    }

    /// <summary>Waits, deaf to messages, for the supervisor's verdict; a further failure meanwhile changes nothing.</summary>
    private void Fail(Exception cause, IActorRef failedChild = null)
    {
        if (_failed || _terminating)
        {
            return;
        }

        _failed = true;
        _failedChild = failedChild;
        Mailbox.Suspend();
        SuspendChildren(except: failedChild);
        _parent.SendSystemMessage(new Failed((IInternalActorRef)Self, cause));
    }

    private void HandleChildFailure(Failed failed)
    {
        var stats = FindChild(failed.Child);
        if (stats == null || _terminating)
        {
            return;
        }

        _handled = new Envelope(failed, failed.Child);
        var strategy = _actor?.Strategy ?? SupervisorStrategy.DefaultStrategy;
        try
        {
            if (!strategy.HandleFailure(this, stats, failed.Cause, AllChildren()))
            {
                Fail(failed.Cause, failed.Child);
            }

            Forget();
        }
        catch (Exception cause)
        {
            Fail(cause, failed.Child);
        }
    }

    private void ResumeAfter(Exception cause)
    {
        if (_actor == null)
        {
            CreateAgain();
            return;
        }

        Mailbox.Resume();
        var failedChild = _failedChild;
        if (cause != null)
        {
            ClearFailure();
        }

        ResumeChildren(cause, failedChild);
    }

    private void Restart(Exception cause)
    {
        if (_actor == null)
        {
            CreateAgain();
            return;
        }

        try
        {
            _actor.AroundPreRestart(cause, _handled.Message);
        }
        catch (Exception e)
        {
            var failure = new PreRestartException(Self, e, cause, _handled.Message);
            System.EventStream.Publish(new Error(failure, Self.Path.ToString(), ActorType, e.Message));
        }

        Forget();
        WhenChildrenAreGone(() => FinishRestart(cause));
    }

    private void FinishRestart(Exception cause)
    {
        Mailbox.Resume();
        ClearFailure();
        var survivors = AllChildren();
        try
        {
            _actor = NewActor();
            _actor.AroundPostRestart(cause, null);
        }
        catch (Exception e)
        {
            Fail(new PostRestartException(Self, e, cause));
            return;
        }

        foreach (var survivor in survivors)
        {
            survivor.Child.Restart(cause);
        }

        ArmReceiveTimeout();
    }

    /// <summary>The verdict on an actor whose first start failed: there is no instance to restart or resume.</summary>
    private void CreateAgain()
    {
        foreach (var stats in AllChildren())
        {
            Stop(stats.Child);
        }

        WhenChildrenAreGone(() =>
        {
            Mailbox.Resume();
            ClearFailure();
            Start();
        });
    }

    private void ClearFailure()
    {
        _failed = false;
        _failedChild = null;
    }

    private void EndLife()
    {
        lock (_children)
        {
            if (_terminating)
            {
                return;
            }

            _terminating = true;
        }

        SetReceiveTimeout(null);
        foreach (var stats in AllChildren())
        {
            Stop(stats.Child);
        }

        Mailbox.Suspend();
        WhenChildrenAreGone(FinishTerminate);
    }

    /// <summary>The order is law: PostStop, mailbox to the dead letters, notice to the parent, then to the other watchers.</summary>
    private void FinishTerminate()
    {
        try
        {
            _actor?.AroundPostStop();
        }
        catch (Exception e)
        {
            System.EventStream.Publish(new Error(e, Self.Path.ToString(), ActorType, e.Message));
        }

        Mailbox.Close();
        var notice = new DeathWatchNotification(Self, existenceConfirmed: true);
        _parent.SendSystemMessage(notice);
        foreach (var watcher in _watchers.Where(watcher => !watcher.Equals(_parent)))
        {
            watcher.SendSystemMessage(notice);
        }

        UnwatchAll();
        _actor = null;
        _behaviours.Clear();
        Dispatcher.Release();
    }

    private void WhenChildrenAreGone(Action next)
    {
        _whenChildrenGone = next;
        ContinueWithoutChildren();
    }

    private void ContinueWithoutChildren()
    {
        if (_whenChildrenGone is { } next && _dying.Count == 0)
        {
            _whenChildrenGone = null;
            next();
        }
    }
}
