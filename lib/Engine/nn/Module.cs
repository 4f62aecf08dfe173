using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// A part of a network: named parameters, buffers (state that is not trained) and submodules, which
        /// <see cref="RegisterComponents"/> finds among the fields.
        /// </summary>
        public partial class Module : IDisposable
        {
            private readonly List<(string Name, Parameter Parameter)> _parameterList = [];
            private readonly List<(string Name, Tensor Buffer, bool Persistent)> _bufferList = [];
            private readonly List<(string Name, Module Module)> _moduleList = [];

            protected Module(string name) => this.name = name;

            protected readonly string name;

            /// <summary>Whether layers that behave differently in training (dropout, batch norm) do so.</summary>
            public bool training { get; private set; } = true;

            public virtual string GetName() => name;

            /// <summary>
            /// Registers every field that holds a module, a parameter or a buffer, under the field's name or that of its
            /// <see cref="Utils.ComponentNameAttribute"/>. Call it at the end of the constructor; what was registered before stays.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                foreach (var field in ComponentFields(GetType()))
                {
                    var component = field.ComponentName();
                    if (HasComponent(component)) continue;
                    switch (field.GetValue(this))
                    {
                        case Module module: register_module(component, module); break;
                        case Parameter parameter: register_parameter(component, parameter); break;
                        case Tensor buffer: register_buffer(component, buffer); break;
                    }
                }
            }

            /// <summary>Fields of a type and of its bases outside the engine, whose own layers register theirs by name.</summary>
            private static IEnumerable<FieldInfo> ComponentFields(Type type)
            {
                const BindingFlags declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
                for (var level = type; level == type || level.Assembly != typeof(Module).Assembly; level = level.BaseType!)
                    foreach (var field in level.GetFields(declared)) yield return field;
            }

            /// <summary>Adds a submodule, with its own components if its constructor forgot to register them.</summary>
            public virtual void register_module(string name, Module submodule)
            {
                RequireFree(name);
                if (submodule.GetType().Assembly != typeof(Module).Assembly) submodule.RegisterComponents();
                _moduleList.Add((name, submodule));
            }

            /// <summary>Renames the submodules of a list to their places, after some were moved or removed.</summary>
            internal void ReplaceModules(IEnumerable<(string Name, Module Module)> modules)
            {
                _moduleList.Clear();
                _moduleList.AddRange(modules);
            }

            /// <inheritdoc cref="ReplaceModules"/>
            internal void ReplaceParameters(IEnumerable<(string Name, Parameter Parameter)> parameters)
            {
                _parameterList.Clear();
                foreach (var (own, parameter) in parameters) register_parameter(own, parameter);
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public virtual void register_parameter(string name, Parameter? param)
            {
                RequireFree(name);
                if (param is null) return;
                param.DetachFromDisposeScope();
                _parameterList.Add((name, param));
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                RequireFree(name);
                tensor.DetachFromDisposeScope();
                _bufferList.Add((name, tensor, persistent));
            }

            /// <summary>Submodules, this level only.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => _moduleList;

            public virtual IEnumerable<Module> children() => named_children().Select(c => c.module);

            /// <summary>All submodules at any depth, with dotted names: first the children, then what is below each. This module is not among them.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var child in named_children()) yield return child;
                foreach (var (child, module) in named_children())
                    foreach (var (below, deeper) in module.named_modules()) yield return ($"{child}.{below}", deeper);
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module);

            /// <summary>Parameters with dotted names, own first; one that is shared appears once.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
                foreach (var (own, parameter) in _parameterList)
                    if (seen.Add(parameter)) yield return (own, parameter);
                if (!recurse) yield break;
                foreach (var (child, module) in named_children())
                    foreach (var (below, parameter) in module.named_parameters())
                        if (seen.Add(parameter)) yield return ($"{child}.{below}", parameter);
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(p => p.parameter);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                foreach (var (own, buffer, persistent) in _bufferList)
                    if (persistent || include_nonpersistent) yield return (own, buffer);
                if (!recurse) yield break;
                foreach (var (child, module) in named_children())
                    foreach (var (below, buffer) in module.named_buffers(true, include_nonpersistent)) yield return ($"{child}.{below}", buffer);
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(b => b.buffer);

            public virtual bool has_parameter(string target) => named_parameters().Any(p => p.name == target);

            public virtual bool has_buffer(string target) => named_buffers().Any(b => b.name == target);

            public virtual Parameter? get_parameter(string target) => named_parameters().FirstOrDefault(p => p.name == target).parameter;

            public virtual Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(b => b.name == target).buffer;

            /// <summary>Training mode on or off, for this module and all below.</summary>
            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var child in children()) child.train(train);
            }

            public virtual void eval() => train(false);

            /// <summary>Calls <paramref name="fn"/> on every module below, then on this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var child in children()) child.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>Forgets the gradients; they become null, or zeros.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    if (set_to_none) parameter.grad = null;
                    else parameter.GradInPlace?.zero_();
                }
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes parameters, buffers and submodules.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing) return;
                foreach (var (_, parameter) in _parameterList) parameter.Dispose();
                foreach (var (_, buffer, _) in _bufferList) buffer.Dispose();
                foreach (var (_, module) in _moduleList) module.Dispose();
            }

            private bool HasComponent(string name) =>
                _moduleList.Exists(m => m.Name == name) || _parameterList.Exists(p => p.Name == name) || _bufferList.Exists(b => b.Name == name);

            private void RequireFree(string name)
            {
                if (name.Contains('.')) throw new ArgumentException($"A component's name must not contain a dot: '{name}'.", nameof(name));
                if (HasComponent(name)) throw new InvalidOperationException($"{GetName()} already has a component named '{name}'.");
            }
        }
    }
}
