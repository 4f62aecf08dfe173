namespace TorchSharp.Modules;

using static torch;

/// <summary>What all optimizers share: groups, a state for each parameter, and their storage.</summary>
public class OptimizerHelper : optim.Optimizer
{
    private protected OptimizerOptions _defaults = new();
    private readonly Dictionary<Parameter, OptimizerState> _states = new(ReferenceEqualityComparer.Instance);

    public override IEnumerable<Parameter> parameters() => _groups.SelectMany(g => g.Parameters);

    private protected void Register(ParamGroup group, Func<Parameter, OptimizerState> createState)
    {
        group.Parameters = group.Parameters.ToList();
        foreach (var parameter in group.Parameters)
        {
            if (_states.ContainsKey(parameter)) throw new InvalidOperationException("A parameter appears in more than one parameter group.");
            var state = createState(parameter);
            state.Initialize(group.Options);
            _states[parameter] = state;
        }
        _groups.Add(group);
    }

    /// <summary>One update: the loss of the closure, if there is one, then every parameter that has a gradient.</summary>
    private protected Tensor? Step<TState, TOptions>(Action<TState, Parameter, Tensor, TOptions> update, Func<Tensor>? closure)
        where TState : OptimizerState where TOptions : OptimizerOptions
    {
        Tensor? loss = null;
        if (closure is not null)
        {
            using var record = enable_grad();
            loss = closure();
        }
        using var mode = no_grad();
        using var scope = NewDisposeScope();
        foreach (var group in _groups)
            foreach (var parameter in group.Parameters)
                if (parameter.GradInPlace is { } gradient) update((TState)_states[parameter], parameter, gradient, (TOptions)group.Options);
        return loss;
    }

    /// <summary>Settings and states, in the order of the parameters.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        writer.Write(GetType().Name);
        writer.Write(_groups.Count);
        writer.Write(_states.Count);
        foreach (var group in _groups) group.Options.SaveStateDict(writer);
        foreach (var parameter in parameters()) _states[parameter].SaveStateDict(writer);
    }

    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    public void load_state_dict(BinaryReader reader)
    {
        var (kind, groups, states) = (reader.ReadString(), reader.ReadInt32(), reader.ReadInt32());
        if (kind != GetType().Name) throw new InvalidDataException($"The saved state is of an optimizer of type {kind}, not {GetType().Name}.");
        if (groups != _groups.Count || states != _states.Count)
            throw new InvalidDataException($"The saved state has {groups} groups with {states} parameters, this optimizer {_groups.Count} with {_states.Count}.");
        foreach (var group in _groups) group.Options.LoadStateDict(reader);
        foreach (var parameter in parameters()) _states[parameter].LoadStateDict(reader);
    }

    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    /// <summary>Settings and states of this optimizer; they are its own, not copies.</summary>
    public virtual StateDictionary state_dict()
    {
        var result = new StateDictionary();
        foreach (var group in _groups)
        {
            result.Options.Add(group.Options);
            result.StateIndexRef.Add([.. Enumerable.Range(result.State.Count, group.Parameters.Count())]);
            result.State.AddRange(group.Parameters.Select(parameter => _states[parameter]));
        }
        return result;
    }

    /// <summary>Copies settings and states of an optimizer of the same kind with groups and parameters of the same shapes.</summary>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var mine = this.state_dict();
        if (!mine.StateIndexRef.Select(g => g.Count).SequenceEqual(state_dict.StateIndexRef.Select(g => g.Count)))
            throw new ArgumentException($"The state has groups of {Counts(state_dict)} parameters, this optimizer of {Counts(mine)}.", nameof(state_dict));
        foreach (var (to, from) in mine.State.Zip(state_dict.State))
            if (to.GetType() != from.GetType())
                throw new ArgumentException($"The state is of {from.GetType().DeclaringType!.Name}, not of {GetType().Name}.", nameof(state_dict));
        foreach (var (to, from) in mine.Options.Zip(state_dict.Options))
            if (to != from) to.LoadStateDict(from);
        foreach (var (to, from) in mine.State.Zip(state_dict.State))
            if (to != from) to.LoadStateDict(from);
    }

    /// <summary>Moves to a device; there is only the CPU here.</summary>
    public void to(Device device)
    {
        foreach (var state in _states.Values) state.to(device);
    }

    private static string Counts(StateDictionary state) => string.Join(", ", state.StateIndexRef.Select(g => g.Count));

    private protected override void DisposeMemory()
    {
        foreach (var state in _states.Values) (state as IDisposable)?.Dispose();
    }
}
