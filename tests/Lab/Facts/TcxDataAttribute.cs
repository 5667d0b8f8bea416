using System.Reflection;
using Xunit.Sdk;

namespace NetMonitor.Lab;

/// <summary>A row that attaches by TCX: skipped by name where the kernel has none, while the other rows run.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class TcxDataAttribute : DataAttribute
{
    private readonly object[] _data;

    public TcxDataAttribute(params object[] data)
    {
        _data = data;
        Skip = Prerequisite.Tcx();
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [_data];
}
