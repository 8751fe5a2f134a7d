using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Saves the state to a file, in TorchSharp's own format.</summary>
            /// <param name="location">The file's path.</param>
            /// <param name="skip">Names to leave out.</param>
            /// <returns>This module.</returns>
            public Module save(string location, IList<string>? skip = null)
            {
                using var stream = File.Create(location);
                return save(stream, skip);
            }

            /// <summary>Saves the state to a stream and closes it.</summary>
            /// <inheritdoc cref="save(string, IList{string})"/>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            /// <summary>Saves the state through a writer.</summary>
            /// <inheritdoc cref="save(string, IList{string})"/>
            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>Writes a state: the number of tensors, then the name and the tensor of each.</summary>
            /// <param name="writer">Where to write.</param>
            /// <param name="sd">The state.</param>
            /// <param name="skip">Names to leave out.</param>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                var kept = sd.Where(pair => skip is null || !skip.Contains(pair.Key)).ToList();
                writer.Encode(kept.Count);
                foreach (var (name, tensor) in kept)
                {
                    writer.Write(name);
                    tensor.Save(writer);
                }
            }

            /// <summary>Makes a module and loads its state from a file.</summary>
            /// <param name="path">The file's path.</param>
            public static Module Create<T>(string path)
                where T : Module, new() => new T().load(path);

            /// <summary>Loads the state from a file that <see cref="save(string, IList{string})"/> wrote.</summary>
            /// <param name="location">The file's path.</param>
            /// <param name="strict">Throw unless the names in the file are exactly the module's.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <param name="loadedParameters">Gets every name in the file, with whether the module has it.</param>
            /// <returns>This module.</returns>
            /// <exception cref="FileNotFoundException">There is no such file.</exception>
            /// <exception cref="ArgumentException">Names, shapes or element types do not match; nothing was loaded.</exception>
            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            /// <summary>Loads the state from a stream and closes it.</summary>
            /// <inheritdoc cref="load(string, bool, IList{string}, Dictionary{string, bool})"/>
            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <summary>Loads the state through a reader.</summary>
            /// <inheritdoc cref="load(string, bool, IList{string}, Dictionary{string, bool})"/>
            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var scope = NewDisposeScope();
                var own = state_dict();
                var count = reader.Decode();
                if (strict && count != own.Count)
                    throw new ArgumentException($"The module '{GetName()}' was not loaded: the file has {count} tensors, the module {own.Count}. With strict: false the names that match are loaded.", nameof(reader));

                // Everything is read before anything is copied, so that a bad file leaves the module as it was.
                var found = new Dictionary<string, Tensor>();
                for (var i = 0L; i < count; i++)
                {
                    var key = reader.ReadString();
                    var tensor = TensorExtensionMethods.Load(reader);
                    var known = own.TryGetValue(key, out var target);
                    if (!known && strict)
                        throw new ArgumentException($"The module '{GetName()}' was not loaded: it has no parameter or buffer named '{key}'. With strict: false the names that match are loaded.", nameof(reader));
                    if (known && skip?.Contains(key) != true)
                    {
                        RequireSame(key, tensor, target!);
                        found.Add(key, tensor);
                    }
                    loadedParameters?.Add(key, known);
                }
                load_state_dict(found, strict: false);
                return this;
            }

            private void RequireSame(string key, Tensor saved, Tensor own)
            {
                if (saved.dtype != own.dtype)
                    throw new ArgumentException($"The module '{GetName()}' was not loaded: '{key}' is {saved.dtype} in the file and {own.dtype} in the module.");
                if (!saved.shape.SequenceEqual(own.shape))
                    throw new ArgumentException($"The module '{GetName()}' was not loaded: '{key}' has the shape [{string.Join(", ", saved.shape)}] in the file and [{string.Join(", ", own.shape)}] in the module.");
            }
        }
    }
}
