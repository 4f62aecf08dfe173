using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using TorchSharp;

namespace Course.Plots.Display;

/// <summary>
/// Shows tensors and distributions, types of the engine that cannot carry an attribute of ours, in a notebook. When this library is first
/// used, it registers them with Microsoft.DotNet.Interactive.Formatting, which every notebook kernel for C# has loaded by then; where it is
/// not loaded, there is nobody to show them to.
/// </summary>
internal static class EngineTypes
{
    private const string FormattingAssembly = "Microsoft.DotNet.Interactive.Formatting";

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The kernel offers a library loaded by path no other moment to register formatters.")]
    internal static void Register()
    {
        var formatting = AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => assembly.GetName().Name == FormattingAssembly);
        if (formatting?.GetType(FormattingAssembly + ".Formatter") is not { } formatter) return;
        RegisterWith(formatter);
    }

    /// <summary>Registers with a class that has the static methods of the package's <c>Formatter</c>.</summary>
    internal static void RegisterWith(Type formatter)
    {
        Register(formatter, typeof(torch.Tensor), value => new TensorPreview((torch.Tensor)value), preview => preview.ToHtml());
        Register(formatter, typeof(torch.distributions.Distribution), value => new DistributionCard((torch.distributions.Distribution)value),
            card => card.ToHtml());
    }

    private static void Register<T>(Type formatter, Type shown, Func<object, T> view, Func<T, string> toHtml)
    {
        var register = formatter.GetMethod("Register", [typeof(Type), typeof(Action<object, TextWriter>), typeof(string)]);
        var prefer = formatter.GetMethod("SetPreferredMimeTypesFor", [typeof(Type), typeof(string[])]);
        if (register is null || prefer is null) return;
        Action<object, TextWriter> html = (value, writer) => writer.Write(toHtml(view(value))), text = (value, writer) => writer.Write(view(value));
        register.Invoke(null, [shown, html, "text/html"]);
        register.Invoke(null, [shown, text, "text/plain"]);
        prefer.Invoke(null, [shown, new[] { "text/html", "text/plain" }]);
    }
}
