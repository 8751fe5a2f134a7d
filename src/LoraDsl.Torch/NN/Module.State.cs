namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            private static readonly Interop.Operator CopyInPlace = new("aten::copy_");

            /// <summary>The parameters and persistent buffers by dotted name; the tensors are the module's own.</summary>
            /// <param name="destination">The dictionary to fill; a new one where it is null.</param>
            /// <param name="prefix">What stands before every name, without its dot.</param>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                foreach (var (name, parameter) in named_parameters())
                    destination.TryAdd(Key(prefix, name), parameter);
                foreach (var (name, buffer) in named_buffers(include_nonpersistent: false))
                    destination.TryAdd(Key(prefix, name), buffer);
                // A tensor that two submodules share is enumerated once above, but has its name in each of them.
                foreach (var (name, child) in _internal_submodules)
                    child.state_dict(destination, Key(prefix, name));
                return destination;
            }

            /// <summary>Copies the tensors of a state into the parameters and buffers of the same names.</summary>
            /// <param name="source">The state.</param>
            /// <param name="strict">Throw unless the names are exactly the module's.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <returns>The names that the source lacks, and those that the module lacks.</returns>
            /// <exception cref="InvalidOperationException">
            /// The names do not match and <paramref name="strict"/> is set. Nothing was copied.
            /// </exception>
            /// <exception cref="System.Runtime.InteropServices.ExternalException">A shape cannot be broadcast to the module's. Nothing was copied.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                skip ??= [];
                var destination = state_dict();
                List<string> missing = [.. destination.Keys.Where(key => !skip.Contains(key) && !source.ContainsKey(key))];
                List<string> unexpected = [.. source.Keys.Where(key => !skip.Contains(key) && !destination.ContainsKey(key))];
                if (strict && missing.Count + unexpected.Count > 0)
                    throw new InvalidOperationException(Mismatch(missing, unexpected));

                List<(Tensor target, Tensor value)> copies = [];
                foreach (var (key, value) in source)
                {
                    if (skip.Contains(key) || !destination.TryGetValue(key, out var target))
                        continue;
                    // Broadcasting is allowed; where even that does not help, libtorch says so before anything is copied.
                    value.expand(target.shape).Dispose();
                    copies.Add((target, value));
                }
                using var untracked = no_grad();
                foreach (var (target, value) in copies)
                    CopyInPlace.Run(target, value);
                return (missing, unexpected);
            }

            private static string Key(string? prefix, string name) => string.IsNullOrEmpty(prefix) ? name : $"{prefix}.{name}";

            private string Mismatch(List<string> missing, List<string> unexpected)
            {
                List<string> parts = [];
                if (missing.Count > 0)
                    parts.Add($"it lacks {Names(missing)}");
                if (unexpected.Count > 0)
                    parts.Add($"the module has no {Names(unexpected)}");
                return $"The state of the module '{GetName()}' was not loaded: {string.Join("; ", parts)}. With strict: false the names that match are loaded.";
            }

            private static string Names(List<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
        }
    }
}
