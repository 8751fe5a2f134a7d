using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>What libtorch knows of a tensor besides its elements, as native/abi.h lays it out.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeMetadata
{
    public long Dimensions;
    public long Elements;
    public long StorageOffset;
    public long ElementSize;
    public void* Data;
    public int Dtype;
    public int DeviceType;
    public int DeviceIndex;
    public int Layout;
    public byte RequiresGrad;
    public byte IsLeaf;
    public byte IsContiguous;
    public byte HasStorage;
}
