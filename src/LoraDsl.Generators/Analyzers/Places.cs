using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Analyzers;

/// <summary>Numbers locations, so that rules refer to them without holding syntax. Safe for concurrent use.</summary>
internal sealed class Places
{
    private readonly List<Location> _locations = [];

    public int Note(Location location)
    {
        lock (_locations)
        {
            _locations.Add(location);
            return _locations.Count - 1;
        }
    }

    public Location At(int place)
    {
        lock (_locations)
        {
            return _locations[place];
        }
    }
}
