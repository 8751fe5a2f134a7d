using System.Text;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Emission;

/// <summary>Writes indented lines, ended by a line feed on every system.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _separate;

    /// <summary>Writes the lines of a text, each at the present depth.</summary>
    public void Write(string text)
    {
        if (_separate)
        {
            _text.Append('\n');
            _separate = false;
        }

        foreach (var line in text.Split('\n'))
        {
            var content = line.TrimEnd();
            if (content.Length > 0)
            {
                _text.Append(' ', 4 * _depth).Append(content);
            }

            _text.Append('\n');
        }
    }

    /// <summary>Asks for an empty line before the next text, unless a block ends first.</summary>
    public void Separate() => _separate = true;

    public void Open(string header)
    {
        Write(header);
        Write("{");
        _depth++;
    }

    /// <summary>Opens a file with a type in its namespace and in the types that it is nested in.</summary>
    public void OpenType(string space, EquatableArray<EnclosingType> enclosing, string header, bool namesObsolete = false)
    {
        Write(Generated.Header);
        if (namesObsolete)
        {
            Write(Generated.MayNameObsolete);
        }

        if (space.Length > 0)
        {
            Write($"namespace {space};\n");
        }

        foreach (var outer in enclosing)
        {
            Open($"partial {outer.Keyword} {outer.Name}");
        }

        Open(header);
    }

    /// <summary>Closes what <see cref="OpenType"/> opened.</summary>
    public void CloseType(EquatableArray<EnclosingType> enclosing)
    {
        Close();
        foreach (var _ in enclosing)
        {
            Close();
        }
    }

    public void Close()
    {
        _separate = false;
        _depth--;
        Write("}");
    }

    public override string ToString() => _text.ToString();
}
