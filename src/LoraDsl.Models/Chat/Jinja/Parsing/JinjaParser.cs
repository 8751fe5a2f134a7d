using System.Runtime.CompilerServices;
using LoraDsl.Models.Chat.Jinja.Expressions;
using LoraDsl.Models.Chat.Jinja.Statements;

namespace LoraDsl.Models.Chat.Jinja.Parsing;

/// <summary>Reads the statements of a template.</summary>
internal sealed class JinjaParser
{
    private readonly JinjaCursor cursor;
    private readonly JinjaExpressionParser expressions;
    private int loops;

    private JinjaParser(JinjaCursor cursor) => (this.cursor, expressions) = (cursor, new JinjaExpressionParser(cursor));

    /// <summary>Reads a template.</summary>
    /// <exception cref="JinjaError">It is none of Jinja, or has what is not read here.</exception>
    public static Block Parse(string template)
    {
        var parser = new JinjaParser(new JinjaCursor(JinjaLexer.Cut(template)));
        return parser.Body("the template");
    }

    // Up to the tag that ends the block, whose name is left to the caller; the template itself has none.
    private Block Body(string name, params string[] ends)
    {
        var (statements, line) = (new List<JinjaStatement>(), cursor.Current.Line);
        RuntimeHelpers.EnsureSufficientExecutionStack();
        while (true)
        {
            var token = cursor.Current;
            switch (token.Kind)
            {
                case JinjaTokenKind.Text:
                    statements.Add(new PlainText(cursor.Take().Text, token.Line));
                    break;
                case JinjaTokenKind.OutputBegin:
                    cursor.Take();
                    statements.Add(new Output(expressions.ParseTuple(), token.Line));
                    cursor.Require(JinjaTokenKind.OutputEnd, "'}}'");
                    break;
                case JinjaTokenKind.TagBegin:
                    cursor.Take();
                    if (cursor.Current.Kind == JinjaTokenKind.Name && ends.Contains(cursor.Current.Text))
                        return new Block(statements, line);

                    if (Statement() is { } statement)
                        statements.Add(statement);
                    break;
                default:
                    return ends.Length == 0 ? new Block(statements, line) : throw new JinjaError(line, $"{{% {name} %}} has no {{% {ends[^1]} %}}");
            }
        }
    }

    private JinjaStatement? Statement()
    {
        var token = cursor.Require(JinjaTokenKind.Name, "the name of a statement");
        switch (token.Text)
        {
            case "if":
                return IfOf(token.Line);
            case "for":
                return ForOf(token.Line);
            case "set":
                return SetOf(token.Line);
            case "macro":
                return MacroOf(token.Line);
            case "generation":
                // Marks what an assistant says, for masks of transformers; the text is as without it.
                End();
                return Whole("generation", "endgeneration");
            case "break" or "continue" when loops > 0:
                End();
                return new Jump(token.Text == "break" ? JinjaFlow.Break : JinjaFlow.Continue, token.Line);
            default:
                throw new JinjaError(token.Line, $"the statement {{% {token.Text} %}} is not read here");
        }
    }

    private If IfOf(int line)
    {
        var branches = new List<(JinjaExpression, Block)>();
        Block? otherwise = null;
        while (true)
        {
            var condition = expressions.ParseTuple();
            End();
            branches.Add((condition, Body("if", "elif", "else", "endif")));
            if (cursor.Take().Text is var end && end == "elif")
                continue;
            if (end == "else")
            {
                End();
                otherwise = Whole("if", "endif");
            }
            else
            {
                End();
            }

            return new If(branches, otherwise, line);
        }
    }

    private For ForOf(int line)
    {
        var (targets, isUnpacked) = Targets();
        if (!cursor.TakesName("in"))
            throw cursor.Unexpected("'in'");
        var items = expressions.ParseWithoutChoice();
        var condition = cursor.TakesName("if") ? expressions.Parse() : null;
        if (cursor.Current.IsName("recursive"))
            throw new JinjaError(line, "the loop's 'recursive' is not read here");
        End();
        loops++;
        var body = Body("for", "else", "endfor");
        loops--;
        var hasElse = cursor.Take().Text == "else";
        End();
        return new For(targets, isUnpacked, items, condition, body, hasElse ? Whole("for", "endfor") : null, line);
    }

    private JinjaStatement SetOf(int line)
    {
        if (cursor.Following.IsOperator("."))
        {
            var space = cursor.Require(JinjaTokenKind.Name, "a name").Text;
            cursor.Require(".");
            var key = cursor.Require(JinjaTokenKind.Name, "a name").Text;
            cursor.Require("=");
            var value = expressions.ParseTuple();
            End();
            return new SetInNamespace(space, key, value, line);
        }

        var (targets, isUnpacked) = Targets();
        if (cursor.TakesOperator("="))
        {
            var value = expressions.ParseTuple();
            End();
            return new Set(targets, isUnpacked, value, line);
        }

        if (cursor.Current.IsOperator("|"))
            throw new JinjaError(line, "a filter behind {% set name %} is not read here");
        End();
        return new SetBlock(targets[0], Whole("set", "endset"), line);
    }

    private Macro MacroOf(int line)
    {
        var name = cursor.Require(JinjaTokenKind.Name, "a name").Text;
        var parameters = new List<(string, JinjaExpression?)>();
        cursor.Require("(");
        while (!cursor.TakesOperator(")"))
        {
            var parameter = cursor.Require(JinjaTokenKind.Name, "a name").Text;
            parameters.Add((parameter, cursor.TakesOperator("=") ? expressions.Parse() : null));
            if (!cursor.Current.IsOperator(")"))
                cursor.Require(",");
        }

        End();
        var around = loops;
        loops = 0;
        var body = Whole("macro", "endmacro");
        loops = around;
        return new Macro(name, parameters, body, line);
    }

    private (IReadOnlyList<string> Names, bool IsUnpacked) Targets()
    {
        var isWithin = cursor.TakesOperator("(");
        var (names, isUnpacked) = (new List<string>(), isWithin);
        do
        {
            if (names.Count > 0 && cursor.Current.Kind != JinjaTokenKind.Name)
                break;
            names.Add(cursor.Require(JinjaTokenKind.Name, "a name").Text);
            isUnpacked |= cursor.Current.IsOperator(",");
        }
        while (cursor.TakesOperator(","));
        if (isWithin)
            cursor.Require(")");
        return (names, isUnpacked);
    }

    // A block with its end.
    private Block Whole(string name, string end)
    {
        var body = Body(name, end);
        cursor.Take();
        End();
        return body;
    }

    private void End() => cursor.Require(JinjaTokenKind.TagEnd, "'%}'");
}
