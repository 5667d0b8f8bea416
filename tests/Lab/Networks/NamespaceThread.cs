using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace NetMonitor.Lab;

/// <summary>One OS thread that has entered a network namespace for good. A namespace belongs to a thread, so a pool thread must never enter one.</summary>
internal sealed class NamespaceThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    internal NamespaceThread(string name, string path)
    {
        _thread = new Thread(Loop) { IsBackground = true, Name = name };
        _thread.Start();
        try
        {
            _ = Run(() => Enter(path));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal T Run<T>(Func<T> work)
    {
        if (Thread.CurrentThread == _thread)
        {
            return work();
        }

        T result = default!;
        ExceptionDispatchInfo? failure = null;
        using var done = new ManualResetEventSlim();
        _work.Add(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
            finally
            {
                done.Set();
            }
        });
        done.Wait();
        failure?.Throw();
        return result;
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }
    }

    private static bool Enter(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return Interop.setns(file, Interop.CLONE_NEWNET) == 0
            ? true
            : throw new Win32Exception(Marshal.GetLastPInvokeError(), $"setns({path}): {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private void Loop()
    {
        foreach (var action in _work.GetConsumingEnumerable())
        {
            action();
        }
    }
}
