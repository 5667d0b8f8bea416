using System.Reflection;
using Xunit;

namespace NetMonitor.Lab;

/// <summary>As <see cref="TcxDataAttribute"/>, for rows that a member has.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class TcxMemberDataAttribute : MemberDataAttributeBase
{
    public TcxMemberDataAttribute(string memberName)
        : base(memberName, []) => Skip = Prerequisite.Tcx();

    protected override object[] ConvertDataItem(MethodInfo testMethod, object item) => (object[])item;
}
