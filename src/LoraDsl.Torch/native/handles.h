#pragma once

#include <ATen/core/Tensor.h>

#include "abi.h"

// A handle is the TensorImpl itself with one reference counted for its holder: no wrapper to allocate.
TensorHandle give(at::Tensor tensor);

// The tensor behind a handle, which stays with its holder.
inline at::Tensor borrow(TensorHandle handle) {
    if (handle == nullptr) return at::Tensor();
    return at::Tensor(
        c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim_copy(static_cast<at::TensorImpl*>(handle)));
}

inline std::vector<at::Tensor> borrow_all(const TensorHandle* handles, int32_t count) {
    std::vector<at::Tensor> tensors;
    tensors.reserve(count);
    for (int32_t i = 0; i < count; i++) tensors.push_back(borrow(handles[i]));
    return tensors;
}
