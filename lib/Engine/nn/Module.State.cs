using TorchSharp.Formats;

namespace TorchSharp;

// Values in and out: by name, and in TorchSharp's file format.
public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Parameters, then persistent buffers, by dotted name. The tensors themselves, not copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var before = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach (var (own, parameter) in named_parameters()) destination.TryAdd(before + own, parameter);
                foreach (var (own, buffer) in named_buffers(true, false)) destination.TryAdd(before + own, buffer);
                // A parameter that two modules share was named once so far; here it gets its other names.
                foreach (var (own, module) in named_children()) module.state_dict(destination, before + own);
                return destination;
            }

            /// <summary>Copies values into this module's state, by name.</summary>
            /// <returns>Names that the source lacks, and names that this module lacks; with <paramref name="strict"/> either is an error.</returns>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var own = state_dict();
                var skipped = skip ?? [];
                List<string> missing = [.. own.Keys.Where(k => !source.ContainsKey(k) && !skipped.Contains(k))];
                List<string> unexpected = [.. source.Keys.Where(k => !own.ContainsKey(k) && !skipped.Contains(k))];
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                    throw new InvalidOperationException(
                        $"The loaded state does not fit {GetName()}: missing [{string.Join(", ", missing)}], unexpected [{string.Join(", ", unexpected)}].");
                foreach (var (key, target) in own)
                    if (source.TryGetValue(key, out var value) && !skipped.Contains(key) && !value.Impl.Sizes.AsSpan().SequenceEqual(target.Impl.Sizes))
                        throw new ArgumentException(
                            $"Mismatched state_dict sizes: {key} has shape {Guard.Shape(target.Impl.Sizes)}, the source {Guard.Shape(value.Impl.Sizes)}.");
                using var mode = no_grad();
                foreach (var (key, target) in own)
                    if (source.TryGetValue(key, out var value) && !skipped.Contains(key)) target.copy_(value);
                return (missing, unexpected);
            }

            /// <summary>Writes the state to a file in TorchSharp's format (usually <c>.dat</c>); an older file stays until the new one is complete.</summary>
            /// <param name="location">The file.</param>
            /// <param name="skip">Names to leave out.</param>
            public Module save(string location, IList<string>? skip = null)
            {
                AtomicFile.Write(location, stream => save(stream, skip));
                return this;
            }

            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>The same into a stream, which stays open.</summary>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                return save(writer, skip);
            }

            /// <summary>Writes a state, however it was made: the number of entries, then name and tensor of each.</summary>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                var entries = sd.Where(entry => skip is null || !skip.Contains(entry.Key)).ToList();
                writer.Write7BitEncodedInt64(entries.Count);
                foreach (var (key, tensor) in entries)
                {
                    writer.Write(key);
                    TensorRecord.Write(writer, tensor);
                }
            }

            /// <summary>Reads what <see cref="save(string, IList{string})"/> wrote. A file that does not fit, or is damaged, changes nothing.</summary>
            /// <param name="location">The file.</param>
            /// <param name="strict">Whether the file must name exactly what this module has.</param>
            /// <param name="skip">Names to leave as they are.</param>
            /// <param name="loadedParameters">Receives each name in the file, and whether this module has it.</param>
            /// <exception cref="ArgumentException">Names, shapes or types differ from this module's.</exception>
            /// <exception cref="InvalidDataException">The file is damaged.</exception>
            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            /// <summary>The same from a stream, which stays open, and stands behind the state afterwards.</summary>
            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                return load(reader, strict, skip, loadedParameters);
            }

            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var scope = NewDisposeScope();
                var own = state_dict();
                var read = new Dictionary<string, Tensor?>(); // nothing is overwritten before all of it was understood
                var count = TensorRecord.ReadCount(reader);
                if (strict && count > own.Count) throw new ArgumentException($"Mismatched state_dict sizes: expected {own.Count}, but found {count} entries.");
                for (long i = 0; i < count; i++)
                {
                    var key = TensorRecord.ReadName(reader);
                    if (!own.TryGetValue(key, out var target))
                    {
                        if (strict) throw new ArgumentException($"The file has an entry '{key}', {GetName()} has none; load with strict: false to pass over it.");
                        TensorRecord.Skip(reader, $"'{key}'");
                    }
                    else if (skip?.Contains(key) == true) TensorRecord.Skip(reader, $"'{key}'");
                    else
                    {
                        read[key] = TensorRecord.Read(reader, $"'{key}'");
                        TensorRecord.RequireFit(read[key]!, target, $"'{key}'");
                    }
                    read.TryAdd(key, null);
                }
                if (strict && own.Keys.FirstOrDefault(key => !read.ContainsKey(key) && skip?.Contains(key) != true) is { } missing)
                    throw new ArgumentException($"Mismatched state_dict sizes: expected {own.Count}, but found {count} entries; '{missing}' is missing.");

                using var mode = no_grad();
                foreach (var (key, value) in read)
                {
                    if (value is not null) own[key].copy_(value);
                    if (loadedParameters is not null) loadedParameters[key] = own.ContainsKey(key);
                }
                return this;
            }

            /// <summary>A new module with the state in a file.</summary>
            public static Module Create<T>(string path) where T : Module, new() => new T().load(path);
        }
    }
}
