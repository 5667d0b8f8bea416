using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace NetMonitor.Standins.Tests.Surface;

/// <summary>
/// What an assembly shows to others, public and protected, one fact per line in the spelling of the lists: T type, M method or
/// constructor, P property, F field, E event, R what it returns or holds, A modifiers, N parameter name and default, V enum value.
/// </summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Lines(Assembly assembly) => assembly.GetTypes().Where(IsVisible).SelectMany(Lines);

    private static IEnumerable<string> Lines(Type type)
    {
        yield return $"T:{DocumentationId.Of(type)}";
        var lines = type.IsEnum ? EnumLines(type) : type.GetMembers(Declared).SelectMany(MemberLines);
        foreach (var line in lines)
        {
            yield return line;
        }
    }

    private static IEnumerable<string> EnumLines(Type type)
    {
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            yield return $"F:{DocumentationId.Of(field)}";
            yield return $"V:{DocumentationId.Of(field)} -> {field.GetRawConstantValue()}";
        }
    }

    private static IEnumerable<string> MemberLines(MemberInfo member) => member switch
    {
        // A delegate is its Invoke.
        MethodBase method when IsVisible(method) && !IsAccessor(method) && (!IsDelegate(method.DeclaringType!) || method.Name == "Invoke") => MethodLines(method),
        PropertyInfo property when property.GetAccessors(true).Any(IsVisible) => PropertyLines(property),
        FieldInfo field when (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.Name.Contains('<', StringComparison.Ordinal) => FieldLines(field),
        EventInfo @event when IsVisible(@event.AddMethod!) => [$"E:{DocumentationId.Of(@event)}", $"R:{DocumentationId.Of(@event)} -> {DocumentationId.Reference(@event.EventHandlerType!)}"],
        _ => [],
    };

    private static IEnumerable<string> MethodLines(MethodBase method)
    {
        var id = DocumentationId.Of(method);
        yield return $"M:{id}";
        if (method is MethodInfo returning)
        {
            yield return $"R:{id} -> {DocumentationId.Reference(returning.ReturnType)}";
        }

        if ($"{(method.IsPublic ? "" : "protected ")}{Modifiers(method)}".Trim() is { Length: > 0 } modifiers)
        {
            yield return $"A:M:{id} -> {modifiers}";
        }

        // The lists leave the parameters of delegates unnamed.
        foreach (var parameter in IsDelegate(method.DeclaringType!) ? [] : method.GetParameters())
        {
            yield return $"N:{id} #{parameter.Position} -> {parameter.Name}{Passing(parameter)}{Default(parameter)}";
        }
    }

    private static IEnumerable<string> PropertyLines(PropertyInfo property)
    {
        var id = DocumentationId.Of(property);
        var accessors = property.GetAccessors(true).Where(IsVisible).ToList();
        var shown = accessors.Select(accessor => $"{(accessor.IsPublic ? "" : "protected ")}{accessor.Name[..accessor.Name.IndexOf('_', StringComparison.Ordinal)].Split('.')[^1]};");
        yield return $"P:{id}";
        yield return $"R:{id} -> {DocumentationId.Reference(property.PropertyType)} {{{string.Concat(shown)}}} {Modifiers(accessors[0])}".TrimEnd();
    }

    private static IEnumerable<string> FieldLines(FieldInfo field)
    {
        var id = DocumentationId.Of(field);
        string[] words =
        [
            field.IsStatic && !field.IsLiteral ? "static " : "",
            field.IsInitOnly ? "readonly " : "",
            field.IsPublic ? "" : "protected ",
            field.IsLiteral ? "const " : "",
        ];
        // Unlike a default, a constant string is listed without quotes.
        var value = field.IsLiteral ? $" = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}" : "";
        yield return $"F:{id}";
        yield return $"R:{id} -> {string.Concat(words)}{DocumentationId.Reference(field.FieldType)}{value}";
    }

    private static string Modifiers(MethodBase method) => method switch
    {
        { DeclaringType.IsInterface: true } => "",
        { IsStatic: true } => "static",
        { IsAbstract: true } => "abstract",
        // Final ones: what implements an interface, and sealed overrides.
        { IsVirtual: false } or { IsFinal: true } => "",
        MethodInfo info when info.GetBaseDefinition().DeclaringType != info.DeclaringType => "override",
        _ => IsDelegate(method.DeclaringType!) ? "" : "virtual",
    };

    private static string Passing(ParameterInfo parameter) => parameter switch
    {
        { IsOut: true } => " out",
        { IsIn: true, ParameterType.IsByRef: true } => " in",
        { ParameterType.IsByRef: true } => " ref",
        _ => parameter.IsDefined(typeof(ParamArrayAttribute)) ? " params" : "",
    };

    private static string Default(ParameterInfo parameter)
    {
        // A decimal constant lives in an attribute, not in the parameter's own value.
        if (parameter.GetCustomAttribute<DecimalConstantAttribute>() is { } number)
        {
            return $" = {Constant(number.Value)}";
        }

        return parameter.HasDefaultValue ? $" = {Constant(parameter.RawDefaultValue)}" : "";
    }

    private static string Constant(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static bool IsDelegate(Type type) => type.IsSubclassOf(typeof(MulticastDelegate));

    private static bool IsAccessor(MethodBase method) =>
        (method.IsSpecialName && (method.Name.StartsWith("get_", StringComparison.Ordinal) || method.Name.StartsWith("set_", StringComparison.Ordinal) || method.Name.StartsWith("add_", StringComparison.Ordinal) || method.Name.StartsWith("remove_", StringComparison.Ordinal)))
        || method.Name.Contains('<', StringComparison.Ordinal);

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(Type type) => type.IsNested
        ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!)
        : type.IsPublic;
}
