#include <ATen/Parallel.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include "errors.h"

LTORCH_API const char* ltorch_version() { return TORCH_VERSION; }

LTORCH_API int32_t ltorch_threads() { return at::get_num_threads(); }

LTORCH_API int32_t ltorch_set_threads(int32_t count) {
    return guarded([&] { at::set_num_threads(count); });
}

LTORCH_API int32_t ltorch_interop_threads() { return static_cast<int32_t>(at::get_num_interop_threads()); }

LTORCH_API int32_t ltorch_set_interop_threads(int32_t count) {
    return guarded([&] { at::set_num_interop_threads(count); });
}

LTORCH_API int32_t ltorch_cuda_devices() {
    int32_t count = 0;
    // A broken driver is no device, not an error.
    if (guarded([&] { count = static_cast<int32_t>(torch::cuda::device_count()); }) != StatusOk) return 0;
    return count;
}

LTORCH_API int32_t ltorch_cudnn_available() {
    int32_t available = 0;
    guarded([&] { available = torch::cuda::cudnn_is_available(); });
    return available;
}

LTORCH_API int32_t ltorch_cuda_synchronize(int64_t device) {
    return guarded([&] { torch::cuda::synchronize(device); });
}
