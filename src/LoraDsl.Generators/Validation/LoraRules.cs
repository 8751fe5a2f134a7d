using System.Collections.Generic;
using System.Globalization;
using LoraDsl.Generators.Model;
using LoraDsl.Limits;

namespace LoraDsl.Generators.Validation;

/// <summary>LORA2xx: rank and budget of <c>[Lora]</c>.</summary>
internal static class LoraRules
{
    public static void Check(LoraDeclaration lora, string? field, LoraDeclaration? ofClass, List<Finding> findings)
    {
        if (lora.Rank is { } rank && !OptionLimits.IsRank(rank))
        {
            Report(Rules.RankBelowOne, "rank", Fix.Write("1"), Text(rank));
        }

        if (lora.RankWord is { } word && word != LoraDeclaration.AdaptiveWord)
        {
            var (advice, fix) = Correct(word);
            Report(Rules.UnknownRankWord, "rank", fix, word, advice);
        }

        if (lora.Budget is { } budget && !OptionLimits.IsBudget(budget))
        {
            Report(Rules.BudgetBelowOne, "budget", Fix.DropArgument("budget"), Text(budget));
        }

        CheckBounds(lora, field, ofClass, findings);
        CheckInitialRank(lora, field, ofClass, findings);
        CommonRules.Check(lora, field, AttributeKind.Lora, findings);

        void Report(Rule rule, string argument, Fix? fix, params string[] arguments) =>
            findings.Add(Finding.Of(rule, new Target.Attribute(field, AttributeKind.Lora, argument), fix, arguments));
    }

    private static (string Advice, Fix? Fix) Correct(string word)
    {
        if (int.TryParse(word, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            return ($"did you mean [Lora({Text(number)})]?", Fix.WriteRank(Text(number)));
        }

        const string adaptive = $"\"{LoraDeclaration.AdaptiveWord}\"";
        return Spelling.IsMisspellingOf(word.Trim(), LoraDeclaration.AdaptiveWord)
            ? ($"did you mean {adaptive}?", Fix.Write(adaptive))
            : ($"write {adaptive}, or a number without quotes", null);
    }

    private static void CheckBounds(LoraDeclaration lora, string? field, LoraDeclaration? ofClass, List<Finding> findings)
    {
        if (!lora.IsAdaptive)
        {
            return;
        }

        var minRank = lora.MinRank ?? LoraDeclaration.DefaultMinRank;
        if (!OptionLimits.IsLeastRank(minRank))
        {
            Report("MinRank", Fix.Write("0"), $"MinRank is {Text(minRank)}: write 0 or more, 0 lets an adapter vanish");
        }
        else if (lora.MaxRank is { } least && !OptionLimits.IsRank(least))
        {
            Report("MaxRank", Fix.DropArgument("MaxRank"), $"MaxRank is {Text(least)}: write 1 or more, or leave it out");
        }
        else if (!OptionLimits.AreBounds(minRank, lora.MaxRank))
        {
            Report(
                "MaxRank",
                Fix.SwapArguments("MinRank", "MaxRank"),
                $"MaxRank {Text(lora.MaxRank!.Value)} is below MinRank {Text(minRank)}: swap them");
        }
        else if (lora.MaxRank is { } maxRank && lora.MinRank is null && ofClass?.MinRank > maxRank)
        {
            Report("MaxRank", null, $"MaxRank {Text(maxRank)} is below MinRank {Text(ofClass.MinRank.Value)} of the class: write MinRank here too");
        }
        else if (lora.MinRank is { } own && lora.MaxRank is null && ofClass?.MaxRank is >= 1 and { } greatest && greatest < own)
        {
            Report("MinRank", null, $"MinRank {Text(own)} is above MaxRank {Text(greatest)} of the class: write MaxRank here too");
        }

        void Report(string argument, Fix? fix, string text) =>
            findings.Add(Finding.Of(Rules.RankBounds, new Target.Attribute(field, AttributeKind.Lora, argument), fix, text));
    }

    private static void CheckInitialRank(LoraDeclaration lora, string? field, LoraDeclaration? ofClass, List<Finding> findings)
    {
        if (!lora.IsAdaptive || Inheritance.Complete(lora, ofClass) is not LoraDeclaration { IsAdaLora: true } effective)
        {
            return;
        }

        var initial = effective.InitialRank ?? LoraDeclaration.DefaultInitialRank;
        if (lora.InitialRank is { } start && !OptionLimits.IsRank(start))
        {
            Report("InitialRank", Fix.DropArgument("InitialRank"), $"InitialRank is {Text(initial)}: write 1 or more, or leave it out");
        }
        else if (lora.InitialRank is not null && effective.MaxRank is >= 1 and { } greatest && greatest < initial)
        {
            Report("InitialRank", Fix.Write(Text(greatest)), $"InitialRank {Text(initial)} is above MaxRank {Text(greatest)}: write {Text(greatest)} or less, or raise MaxRank");
        }
        else if (effective.MinRank is { } least && initial >= 1 && least > initial && (lora.MinRank ?? lora.InitialRank) is not null)
        {
            var target = lora.MinRank is null ? "InitialRank" : "MinRank";
            Report(target, null, $"MinRank {Text(least)} is above the {Text(initial)} that AdaLoRA starts with: write less, or raise InitialRank");
        }

        void Report(string argument, Fix? fix, string text) =>
            findings.Add(Finding.Of(Rules.RankBounds, new Target.Attribute(field, AttributeKind.Lora, argument), fix, text));
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
