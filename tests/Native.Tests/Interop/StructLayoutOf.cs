using System.Reflection;
using System.Reflection.Emit;

namespace NetMonitor.Native.Tests.Interop;

/// <summary>
/// Where the runtime really puts a struct's fields: measured by taking addresses, because <c>Marshal.OffsetOf</c> tells the marshaller's layout.
/// </summary>
internal static class StructLayoutOf
{
    public static int Size(Type type)
    {
        var method = new DynamicMethod("size", typeof(int), null, typeof(StructLayoutOf).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Sizeof, type);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<int>>()();
    }

    public static int Offset(Type type, FieldInfo field)
    {
        var method = new DynamicMethod("offset", typeof(int), null, typeof(StructLayoutOf).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        var value = code.DeclareLocal(type);
        code.Emit(OpCodes.Ldloca, value);
        code.Emit(OpCodes.Ldflda, field);
        code.Emit(OpCodes.Conv_U);
        code.Emit(OpCodes.Ldloca, value);
        code.Emit(OpCodes.Conv_U);
        code.Emit(OpCodes.Sub);
        code.Emit(OpCodes.Conv_I4);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<int>>()();
    }
}
