#include <atomic>

#include "errors.h"
#include "handles.h"

namespace {
std::atomic<int64_t> live{0};
}

TensorHandle give(at::Tensor tensor) {
    if (!tensor.defined()) return nullptr;
    live.fetch_add(1, std::memory_order_relaxed);
    return tensor.unsafeReleaseTensorImpl();
}

LTORCH_API void ltorch_tensor_release(TensorHandle handle) {
    // Destroying a tensor can destroy a graph, and with it code that may throw.
    guarded([&] {
        live.fetch_sub(1, std::memory_order_relaxed);
        c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim(static_cast<at::TensorImpl*>(handle));
    });
}

LTORCH_API int64_t ltorch_tensor_live() { return live.load(std::memory_order_relaxed); }

// Another counted reference to the same tensor.
LTORCH_API TensorHandle ltorch_tensor_share(TensorHandle handle) { return give(borrow(handle)); }

LTORCH_API int32_t ltorch_tensor_metadata(TensorHandle handle, Metadata* metadata) {
    return guarded([&] {
        auto tensor = borrow(handle);
        metadata->layout = static_cast<int32_t>(tensor.layout());
        metadata->dimensions = tensor.dim();
        metadata->elements = tensor.numel();
        metadata->dtype = static_cast<int32_t>(tensor.scalar_type());
        metadata->element_size = static_cast<int64_t>(tensor.element_size());
        metadata->device_type = static_cast<int32_t>(tensor.device().type());
        metadata->device_index = tensor.device().index();
        metadata->requires_grad = tensor.requires_grad();
        metadata->is_leaf = tensor.is_leaf();
        metadata->has_storage = tensor.has_storage();
        auto strided = tensor.layout() == c10::kStrided;
        metadata->is_contiguous = strided && tensor.is_contiguous();
        metadata->storage_offset = strided ? tensor.storage_offset() : 0;
        metadata->data = strided && tensor.has_storage() ? tensor.data_ptr() : nullptr;
    });
}

// sizes, then strides (where not null): as many as the tensor has dimensions.
LTORCH_API int32_t ltorch_tensor_sizes(TensorHandle handle, int64_t* sizes, int64_t* strides) {
    return guarded([&] {
        auto tensor = borrow(handle);
        if (sizes) std::copy(tensor.sizes().begin(), tensor.sizes().end(), sizes);
        if (strides) std::copy(tensor.strides().begin(), tensor.strides().end(), strides);
    });
}

LTORCH_API int32_t ltorch_tensor_set_requires_grad(TensorHandle handle, int32_t value) {
    return guarded([&] { borrow(handle).set_requires_grad(value != 0); });
}

LTORCH_API int32_t ltorch_tensor_gradient(TensorHandle handle, TensorHandle* gradient) {
    return guarded([&] { *gradient = give(borrow(handle).grad()); });
}

LTORCH_API int32_t ltorch_tensor_set_gradient(TensorHandle handle, TensorHandle gradient) {
    return guarded([&] {
        auto tensor = borrow(handle);
        auto value = borrow(gradient);
        // No check, as in TorchSharp: a gradient of another shape or type shows where it is used.
        tensor.mutable_grad() = value;
    });
}
