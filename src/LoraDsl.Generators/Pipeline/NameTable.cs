using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace LoraDsl.Generators.Pipeline;

/// <summary>The types and namespaces of a project by their simple names.</summary>
internal sealed class NameTable
{
    // A class with more dependencies is treated as depending on everything, because the count would cost more than parsing.
    private const int MostDependencies = 512;

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _globalMentions = new(StringComparer.Ordinal);

    public NameTable(ImmutableArray<FileDeclarations> files)
    {
        var namespaces = new HashSet<Fingerprint>();
        foreach (var file in files)
        {
            _globalMentions.UnionWith(file.GlobalMentions);
            foreach (var (name, path) in file.Namespaces)
            {
                if (namespaces.Add(path))
                {
                    Add(name, path, ImmutableArray<string>.Empty, isOrdered: false);
                }
            }

            foreach (var type in file.Types)
            {
                Add(type.Name, type.Content, type.Mentions, isOrdered: true);
            }
        }
    }

    /// <summary>The names that types mention, directly or through the types that they mention.</summary>
    public HashSet<string>? Dependencies(IEnumerable<string> types)
    {
        var result = new HashSet<string>(_globalMentions, StringComparer.Ordinal);
        result.UnionWith(types);
        var open = new Queue<string>(result);
        while (open.Count > 0)
        {
            if (!_entries.TryGetValue(open.Dequeue(), out var entry))
            {
                continue;
            }

            foreach (var name in entry.Mentions)
            {
                if (result.Add(name))
                {
                    open.Enqueue(name);
                }
            }

            if (result.Count > MostDependencies)
            {
                return null;
            }
        }

        return result;
    }

    public List<string> Differences(NameTable other)
    {
        var result = new List<string>();
        foreach (var pair in _entries)
        {
            if (!other._entries.TryGetValue(pair.Key, out var entry) || !entry.IsSameAs(pair.Value))
            {
                result.Add(pair.Key);
            }
        }

        foreach (var name in other._entries.Keys)
        {
            if (!_entries.ContainsKey(name))
            {
                result.Add(name);
            }
        }

        return result;
    }

    private void Add(string name, Fingerprint content, ImmutableArray<string> mentions, bool isOrdered)
    {
        if (!_entries.TryGetValue(name, out var entry))
        {
            _entries.Add(name, entry = new Entry());
        }

        entry.Add(content, mentions, isOrdered);
    }

    private sealed class Entry
    {
        private Fingerprint _namespaces;
        private Fingerprint _types;

        public ImmutableArray<string> Mentions { get; private set; } = ImmutableArray<string>.Empty;

        // The order of the parts of a class matters; the order of namespaces does not.
        public void Add(Fingerprint content, ImmutableArray<string> mentions, bool isOrdered)
        {
            if (!isOrdered)
            {
                _namespaces ^= content;
                return;
            }

            _types = _types == default ? content : new FingerprintBuilder().Add(_types).Add(content).ToFingerprint();
            Mentions = Mentions.IsEmpty ? mentions : Mentions.AddRange(mentions);
        }

        public bool IsSameAs(Entry other) => _namespaces == other._namespaces && _types == other._types;
    }
}
