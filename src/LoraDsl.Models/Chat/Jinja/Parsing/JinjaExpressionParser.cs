using System.Globalization;
using System.Runtime.CompilerServices;
using LoraDsl.Models.Chat.Jinja.Expressions;
using LoraDsl.Models.Chat.Jinja.Library;

namespace LoraDsl.Models.Chat.Jinja.Parsing;

/// <summary>Reads expressions. From the weakest operator: if else, or, and, not, comparisons, + -, ~, * / // %, **, signs, filters and tests.</summary>
/// <param name="cursor">The tokens.</param>
internal sealed class JinjaExpressionParser(JinjaCursor cursor)
{
    private static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">="];
    private static readonly string[] NoArguments = ["else", "or", "and", "is", "if", "not", "in"];

    /// <summary>Reads an expression.</summary>
    /// <exception cref="JinjaError">None stands there.</exception>
    public JinjaExpression Parse()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var value = Or();
        while (cursor.Current is { Line: var line } && cursor.TakesName("if"))
        {
            var condition = Or();
            value = new Choice(condition, value, cursor.TakesName("else") ? Parse() : null, line);
        }

        return value;
    }

    /// <summary>Reads an expression, or several with commas between them as a tuple.</summary>
    public JinjaExpression ParseTuple()
    {
        var (first, line) = (Parse(), cursor.Current.Line);
        if (!cursor.Current.IsOperator(","))
            return first;
        List<JinjaExpression> items = [first];
        while (cursor.TakesOperator(",") && cursor.Current.Kind is not (JinjaTokenKind.TagEnd or JinjaTokenKind.OutputEnd) && !cursor.Current.IsOperator(")"))
            items.Add(Parse());
        return new TupleOf(items, line);
    }

    /// <summary>Reads an expression that no <c>if</c> follows: what a loop goes through.</summary>
    public JinjaExpression ParseWithoutChoice() => Or();

    private JinjaExpression Or()
    {
        var left = And();
        while (cursor.Current is { Line: var line } && cursor.TakesName("or"))
            left = new Logical(IsAnd: false, left, And(), line);
        return left;
    }

    private JinjaExpression And()
    {
        var left = Negation();
        while (cursor.Current is { Line: var line } && cursor.TakesName("and"))
            left = new Logical(IsAnd: true, left, Negation(), line);
        return left;
    }

    private JinjaExpression Negation()
    {
        var (line, count) = (cursor.Current.Line, 0);
        while (cursor.TakesName("not"))
            count++;
        var value = Compared();
        for (; count > 0; count--)
            value = new Not(value, line);
        return value;
    }

    private JinjaExpression Compared()
    {
        var (first, line) = (Sum(), cursor.Current.Line);
        var others = new List<(string, JinjaExpression)>();
        while (true)
        {
            if (cursor.Current.Kind == JinjaTokenKind.Operator && Comparisons.Contains(cursor.Current.Text))
                others.Add((cursor.Take().Text, Sum()));
            else if (cursor.TakesName("in"))
                others.Add(("in", Sum()));
            else if (cursor.Current.IsName("not") && cursor.Following.IsName("in") && cursor.TakesName("not") && cursor.TakesName("in"))
                others.Add(("not in", Sum()));
            else
                return others.Count == 0 ? first : new Comparison(first, others, line);
        }
    }

    private JinjaExpression Sum() => LeftToRight(Concatenation, "+", "-");

    private JinjaExpression Concatenation() => LeftToRight(Product, "~");

    private JinjaExpression Product() => LeftToRight(Power, "*", "/", "//", "%");

    private JinjaExpression Power() => LeftToRight(() => Signed(hasFilters: true), "**");

    private JinjaExpression LeftToRight(Func<JinjaExpression> operand, params ReadOnlySpan<string> operators)
    {
        var left = operand();
        while (cursor.Current.Kind == JinjaTokenKind.Operator && operators.Contains(cursor.Current.Text))
        {
            var token = cursor.Take();
            left = new Binary(token.Text, left, operand(), token.Line);
        }

        return left;
    }

    private JinjaExpression Signed(bool hasFilters)
    {
        var token = cursor.Current;
        JinjaExpression value;
        if (token.IsOperator("-") || token.IsOperator("+"))
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            cursor.Take();
            value = new Sign(token.Text == "-", Signed(hasFilters: false), token.Line);
        }
        else
        {
            value = Behind(Primary());
        }

        return hasFilters ? Filtered(value) : value;
    }

    private JinjaExpression Primary()
    {
        var token = cursor.Take();
        switch (token.Kind)
        {
            case JinjaTokenKind.Name:
                return token.Text switch
                {
                    "true" or "True" => new Constant(true, token.Line),
                    "false" or "False" => new Constant(false, token.Line),
                    "none" or "None" => new Constant(null, token.Line),
                    _ => new Name(token.Text, token.Line),
                };
            case JinjaTokenKind.String:
                var text = token.Text;
                while (cursor.Current.Kind == JinjaTokenKind.String)
                    text += cursor.Take().Text;
                return new Constant(text, token.Line);
            case JinjaTokenKind.Integer:
                return long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
                    ? new Constant(whole, token.Line)
                    : throw new JinjaError(token.Line, $"the number {token.Text} is too large");
            case JinjaTokenKind.Float:
                return new Constant(double.Parse(token.Text, CultureInfo.InvariantCulture), token.Line);
            case JinjaTokenKind.Operator when token.Text == "(":
                return Parenthesized(token.Line);
            case JinjaTokenKind.Operator when token.Text == "[":
                return new ListOf(Items("]", Parse), token.Line);
            case JinjaTokenKind.Operator when token.Text == "{":
                return new MapOf(Items("}", Pair), token.Line);
            default:
                throw new JinjaCursor([token, token]).Unexpected("a value");
        }
    }

    private JinjaExpression Parenthesized(int line)
    {
        if (cursor.TakesOperator(")"))
            return new TupleOf([], line);
        var value = ParseTuple();
        cursor.Require(")");
        return value;
    }

    private (JinjaExpression Key, JinjaExpression Value) Pair()
    {
        var key = Parse();
        cursor.Require(":");
        return (key, Parse());
    }

    private List<T> Items<T>(string end, Func<T> read)
    {
        var items = new List<T>();
        while (!cursor.TakesOperator(end))
        {
            items.Add(read());
            if (!cursor.Current.IsOperator(end))
                cursor.Require(",");
        }

        return items;
    }

    // What can stand behind a value: .name, [key], (arguments).
    private JinjaExpression Behind(JinjaExpression value)
    {
        while (true)
        {
            var line = cursor.Current.Line;
            if (cursor.TakesOperator("."))
                value = cursor.Current.Kind == JinjaTokenKind.Integer ? new Item(value, Primary(), line) : new Expressions.Attribute(value, cursor.Require(JinjaTokenKind.Name, "a name").Text, line);
            else if (cursor.TakesOperator("["))
                value = Subscript(value, line);
            else if (cursor.TakesOperator("("))
                value = new Call(value, Arguments(), line);
            else
                return value;
        }
    }

    private JinjaExpression Subscript(JinjaExpression owner, int line)
    {
        var bounds = new JinjaExpression?[3];
        var colons = 0;
        while (true)
        {
            if (cursor.TakesOperator("]"))
                break;
            if (colons < 2 && cursor.TakesOperator(":"))
                colons++;
            else if (bounds[colons] is null)
                bounds[colons] = Parse();
            else
                throw cursor.Unexpected("']'");
        }

        return colons > 0 ? new Slice(owner, bounds[0], bounds[1], bounds[2], line)
            : new Item(owner, bounds[0] ?? throw new JinjaError(line, "[] has nothing in it"), line);
    }

    private CallArguments Arguments()
    {
        var (positional, named) = (new List<JinjaExpression>(), new List<(string, JinjaExpression)>());
        while (!cursor.TakesOperator(")"))
        {
            if (cursor.Current.IsOperator("*") || cursor.Current.IsOperator("**"))
                throw new JinjaError(cursor.Current.Line, $"arguments by '{cursor.Current.Text}' are not read here");
            if (cursor.Current.Kind == JinjaTokenKind.Name && cursor.Following.IsOperator("="))
            {
                var name = cursor.Take().Text;
                cursor.Require("=");
                named.Add((name, Parse()));
            }
            else
            {
                positional.Add(named.Count == 0 ? Parse() : throw cursor.Unexpected("an argument with a name"));
            }

            if (!cursor.Current.IsOperator(")"))
                cursor.Require(",");
        }

        return new CallArguments(positional, named);
    }

    private JinjaExpression Filtered(JinjaExpression value)
    {
        while (true)
        {
            var line = cursor.Current.Line;
            if (cursor.TakesOperator("|"))
                value = FilterOf(value, line);
            else if (cursor.TakesName("is"))
                value = TestOf(value, line);
            else if (cursor.TakesOperator("("))
                value = new Call(value, Arguments(), line);
            else
                return value;
        }
    }

    private Filter FilterOf(JinjaExpression value, int line)
    {
        var name = cursor.Require(JinjaTokenKind.Name, "the name of a filter").Text;
        if (!JinjaFilters.All.TryGetValue(name, out var function))
            throw new JinjaError(line, $"there is no filter '{name}' here");
        return new Filter(value, name, function, cursor.TakesOperator("(") ? Arguments() : CallArguments.None, line);
    }

    private JinjaExpression TestOf(JinjaExpression value, int line)
    {
        var isNegated = cursor.TakesName("not");
        var name = cursor.Require(JinjaTokenKind.Name, "the name of a test").Text;
        if (!JinjaTests.All.TryGetValue(name, out var function))
            throw new JinjaError(line, $"there is no test '{name}' here");
        var test = new Test(value, name, function, TestArguments(), line);
        return isNegated ? new Not(test, line) : test;
    }

    // A test takes one argument without parentheses: x is divisibleby 3.
    private CallArguments TestArguments()
    {
        if (cursor.TakesOperator("("))
            return Arguments();
        var token = cursor.Current;
        return token.Kind is JinjaTokenKind.String or JinjaTokenKind.Integer or JinjaTokenKind.Float || token.Kind == JinjaTokenKind.Name && !NoArguments.Contains(token.Text) || token.IsOperator("[") || token.IsOperator("{")
            ? new CallArguments([Behind(Primary())], [])
            : CallArguments.None;
    }
}
