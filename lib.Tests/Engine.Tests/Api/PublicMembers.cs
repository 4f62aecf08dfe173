using System.Globalization;
using System.Reflection;

namespace TorchSharp.Tests.Api;

/// <summary>The public members of an assembly, a line each, in the notation of the reference list of TorchSharp's members.</summary>
internal static class PublicMembers
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Constructors (C), fields (F), methods (M) and properties (P) that another assembly can use or override.</summary>
    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetTypes().Where(IsReachable).SelectMany(Of).Distinct();

    private static IEnumerable<string> Of(Type type)
    {
        var owner = Name(type);
        foreach (var constructor in type.GetConstructors(Declared).Where(c => IsUsable(c) && !c.IsStatic))
            yield return $"C {owner}({List(constructor.GetParameters())}){(constructor.IsPublic ? "" : " protected")}";
        foreach (var field in type.GetFields(Declared).Where(f => (f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly) && !f.IsSpecialName))
            yield return $"F {owner}.{field.Name} : {Name(field.FieldType)}" + (field.IsLiteral ? " = " + Literal(field.GetRawConstantValue()) : field.IsStatic ? " static" : "");
        foreach (var method in type.GetMethods(Declared).Where(m => IsUsable(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal))))
            yield return $"M {owner}.{method.Name}{Generics(method)}({List(method.GetParameters())}) -> {Name(method.ReturnType)}" + Modifiers(method);
        foreach (var property in type.GetProperties(Declared))
        {
            var (get, set) = (property.GetMethod is { } g && IsUsable(g), property.SetMethod is { } s && IsUsable(s));
            if (!get && !set) continue;
            var index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{List(parameters)}]" : "";
            var isStatic = (property.GetMethod ?? property.SetMethod)!.IsStatic;
            yield return $"P {owner}.{property.Name}{index} : {Name(property.PropertyType)} {{{(get ? " get;" : "")}{(set ? " set;" : "")} }}{(isStatic ? " static" : "")}";
        }
    }

    private static bool IsReachable(Type type) => type.IsNested
        ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsReachable(type.DeclaringType!)
        : type.IsPublic;

    private static bool IsUsable(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";

    private static string Modifiers(MethodInfo method) =>
        (method.IsStatic ? " static" : method.IsAbstract ? " abstract" : method is { IsVirtual: true, IsFinal: false } ? " virtual" : "") + (method.IsPublic ? "" : " protected");

    private static string List(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var type = Name(parameter.ParameterType);
        var prefix = parameter.IsOut ? "out " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        if (parameter.IsOut && type.StartsWith("ref ", StringComparison.Ordinal)) type = type[4..];
        return $"{prefix}{type} {parameter.Name}" + (parameter.HasDefaultValue ? " = " + Literal(parameter.RawDefaultValue) : "");
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => '"' + text.Replace("\r", "\\r").Replace("\n", "\\n") + '"',
        Enum member => member.ToString(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Name(Type type)
    {
        if (type.IsByRef) return "ref " + Name(type.GetElementType()!);
        if (type.IsPointer) return Name(type.GetElementType()!) + "*";
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsGenericParameter) return type.Name;
        if (Nullable.GetUnderlyingType(type) is { } value) return Name(value) + "?";
        var name = (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!;
        if (type.IsGenericType)
        {
            // A nested type carries the arguments of its owner: all stand at the end.
            name = string.Concat(name.Split('`').Select((part, i) => i == 0 ? part : part.TrimStart("0123456789".ToCharArray())));
            name += $"<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
        }
        return name.Replace('+', '.').Replace("TorchSharp.", "").Replace("System.Collections.Generic.", "").Replace("System.", "");
    }
}
