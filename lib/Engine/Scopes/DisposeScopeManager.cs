namespace TorchSharp;

/// <summary>The stack of open dispose scopes of each thread.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScope? t_current;

    internal static DisposeScope? Current => t_current;

    internal static DisposeScope Enter() => t_current = new DisposeScope(t_current);

    internal static void Leave(DisposeScope scope)
    {
        // Scopes that were left open inside this one end with it.
        for (var inner = t_current; inner is not null; inner = inner.Outer)
        {
            if (!ReferenceEquals(inner, scope)) continue;
            t_current = scope.Outer;
            return;
        }
    }
}

public static partial class torch
{
    /// <summary>Opens a scope: tensors created on this thread until it is disposed are disposed with it.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.Enter();

    /// <summary>The innermost open scope of this thread, or null.</summary>
    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.Current;

    /// <summary>Evaluates an expression in a scope of its own and keeps only its result.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
