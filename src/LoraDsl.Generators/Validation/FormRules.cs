using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA101, LORA102 and LORA106: whether a class that is continued has the form for it.</summary>
internal static class FormRules
{
    public static void Check(string name, bool isPartial, EquatableArray<EnclosingType> enclosing, string? takenName, List<Finding> findings)
    {
        if (!isPartial)
        {
            findings.Add(Finding.Of(Rules.NotPartial, new Target.Class(), Fix.MakePartial, name));
        }

        for (var depth = 0; depth < enclosing.Count; depth++)
        {
            if (!enclosing[depth].IsPartial)
            {
                findings.Add(Finding.Of(Rules.EnclosingNotPartial, new Target.Enclosing(depth), Fix.MakePartial, name, enclosing[depth].Name));
            }
        }

        if (takenName is not null)
        {
            findings.Add(Finding.Of(Rules.NameTaken, new Target.Member(takenName), name, takenName));
        }
    }
}
