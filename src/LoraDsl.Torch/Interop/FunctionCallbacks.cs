using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The managed functions behind custom autograd functions, as native/abi.h lays them out.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FunctionCallbacks
{
    public delegate* unmanaged<nint, nint, nint, nint*, int> Forward;
    public delegate* unmanaged<nint, nint, nint*, int, nint, nint*, int> Backward;
    public delegate* unmanaged<nint, void> Release;
}
