#include <torch/serialize.h>

#include "errors.h"
#include "handles.h"

// A file of one tensor as torch::save writes it: no operator does that.
LTORCH_API int32_t ltorch_tensor_save(TensorHandle handle, const char* path) {
    return guarded([&] { torch::save(borrow(handle), std::string(path)); });
}

LTORCH_API int32_t ltorch_tensor_load(const char* path, TensorHandle* handle) {
    return guarded([&] {
        at::Tensor loaded;
        torch::load(loaded, std::string(path));
        *handle = give(std::move(loaded));
    });
}
