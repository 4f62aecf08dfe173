namespace TorchSharp.Modules;

/// <summary>A module that has nothing to train, save or convert.</summary>
public interface IParameterLessModule
{
    internal static InvalidOperationException HasNone(torch.nn.Module module, string what, string name) =>
        new($"{module.GetName()} takes no {what} '{name}': it has nothing to train or save; derive from nn.Module instead.");
}

/// <inheritdoc cref="IParameterLessModule"/>
public abstract class ParameterLessModule<T1, TResult> : torch.nn.Module<T1, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name)
    {
    }

    public override void register_parameter(string name, Parameter? param) => throw IParameterLessModule.HasNone(this, "parameter", name);

    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) => throw IParameterLessModule.HasNone(this, "buffer", name);

    public override void register_module(string name, torch.nn.Module submodule) => throw IParameterLessModule.HasNone(this, "submodule", name);
}

/// <inheritdoc cref="IParameterLessModule"/>
public abstract class ParameterLessModule<T1, T2, TResult> : torch.nn.Module<T1, T2, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name)
    {
    }

    public override void register_parameter(string name, Parameter? param) => throw IParameterLessModule.HasNone(this, "parameter", name);

    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) => throw IParameterLessModule.HasNone(this, "buffer", name);

    public override void register_module(string name, torch.nn.Module submodule) => throw IParameterLessModule.HasNone(this, "submodule", name);
}

/// <inheritdoc cref="IParameterLessModule"/>
public abstract class ParameterLessModule<T1, T2, T3, TResult> : torch.nn.Module<T1, T2, T3, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name)
    {
    }

    public override void register_parameter(string name, Parameter? param) => throw IParameterLessModule.HasNone(this, "parameter", name);

    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) => throw IParameterLessModule.HasNone(this, "buffer", name);

    public override void register_module(string name, torch.nn.Module submodule) => throw IParameterLessModule.HasNone(this, "submodule", name);
}

/// <inheritdoc cref="IParameterLessModule"/>
public abstract class ParameterLessModule<T1, T2, T3, T4, TResult> : torch.nn.Module<T1, T2, T3, T4, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name)
    {
    }

    public override void register_parameter(string name, Parameter? param) => throw IParameterLessModule.HasNone(this, "parameter", name);

    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) => throw IParameterLessModule.HasNone(this, "buffer", name);

    public override void register_module(string name, torch.nn.Module submodule) => throw IParameterLessModule.HasNone(this, "submodule", name);
}

/// <inheritdoc cref="IParameterLessModule"/>
public abstract class ParameterLessModule<T1, T2, T3, T4, T5, TResult> : torch.nn.Module<T1, T2, T3, T4, T5, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name)
    {
    }

    public override void register_parameter(string name, Parameter? param) => throw IParameterLessModule.HasNone(this, "parameter", name);

    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) => throw IParameterLessModule.HasNone(this, "buffer", name);

    public override void register_module(string name, torch.nn.Module submodule) => throw IParameterLessModule.HasNone(this, "submodule", name);
}

/// <inheritdoc cref="IParameterLessModule"/>
public abstract class ParameterLessModule<T1, T2, T3, T4, T5, T6, TResult> : torch.nn.Module<T1, T2, T3, T4, T5, T6, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name)
    {
    }

    public override void register_parameter(string name, Parameter? param) => throw IParameterLessModule.HasNone(this, "parameter", name);

    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) => throw IParameterLessModule.HasNone(this, "buffer", name);

    public override void register_module(string name, torch.nn.Module submodule) => throw IParameterLessModule.HasNone(this, "submodule", name);
}
