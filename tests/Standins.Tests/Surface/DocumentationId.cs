using System.Reflection;
using System.Text;

namespace NetMonitor.Standins.Tests.Surface;

/// <summary>Types and members in the spelling of documentation comments (ECMA-334, annex D), without the letter before the colon.</summary>
internal static class DocumentationId
{
    public static string Of(Type definition) => definition.DeclaringType is { } outer
        ? $"{Of(outer)}.{definition.Name}"
        : $"{definition.Namespace}.{definition.Name}";

    public static string Of(MemberInfo member)
    {
        var name = member.Name.Replace('.', '#');
        var arity = member is MethodInfo { IsGenericMethodDefinition: true } method ? $"``{method.GetGenericArguments().Length}" : "";
        var parameters = member switch
        {
            MethodBase called => called.GetParameters(),
            PropertyInfo property => property.GetIndexParameters(),
            _ => [],
        };
        var list = parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(parameter => Reference(parameter.ParameterType)))})";
        var result = member is MethodInfo { IsSpecialName: true, Name: "op_Implicit" or "op_Explicit" } conversion ? $"~{Reference(conversion.ReturnType)}" : "";
        return $"{Of(member.DeclaringType!)}.{name}{arity}{list}{result}";
    }

    /// <summary>A type where it is used: type parameters by number, arguments in braces.</summary>
    public static string Reference(Type type)
    {
        if (type.IsByRef)
        {
            return Reference(type.GetElementType()!) + "@";
        }

        if (type.IsArray)
        {
            var rank = type.GetArrayRank();
            return Reference(type.GetElementType()!) + (rank == 1 ? "[]" : $"[{string.Join(',', Enumerable.Repeat("0:", rank))}]");
        }

        if (type.IsGenericParameter)
        {
            return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        }

        return type.IsGenericType ? Constructed(type) : Of(type);
    }

    private static string Constructed(Type type)
    {
        // Arguments come flat, those of the outer types first; each level takes as many as its name counts.
        var arguments = new Queue<Type>(type.GetGenericArguments());
        var levels = new Stack<Type>();
        for (var level = type; level is not null; level = level.DeclaringType)
        {
            levels.Push(level);
        }

        var text = new StringBuilder(type.Namespace);
        foreach (var level in levels)
        {
            var tick = level.Name.IndexOf('`', StringComparison.Ordinal);
            text.Append('.').Append(tick < 0 ? level.Name : level.Name[..tick]);
            if (tick >= 0)
            {
                var own = Enumerable.Range(0, int.Parse(level.Name.AsSpan(tick + 1))).Select(_ => Reference(arguments.Dequeue()));
                text.Append('{').AppendJoin(',', own.ToList()).Append('}');
            }
        }

        return text.ToString();
    }
}
