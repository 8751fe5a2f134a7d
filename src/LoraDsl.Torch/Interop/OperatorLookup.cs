using System.Text;

namespace TorchSharp.Interop;

/// <summary>Which operators this libtorch has.</summary>
internal static unsafe class OperatorLookup
{
    /// <summary>Whether there is an operator of a name and overload.</summary>
    public static bool Exists(string name, string overload = "")
    {
        nint handle;
        fixed (byte* nameText = Encoding.UTF8.GetBytes(name + "\0"), overloadText = Encoding.UTF8.GetBytes(overload + "\0"))
        {
            if (NativeMethods.ltorch_operator(nameText, overloadText, &handle) == 0)
                return true;
        }
        NativeMethods.ltorch_error_clear();
        return false;
    }
}
