#include <ATen/core/grad_mode.h>
#include <c10/core/DefaultDtype.h>
#include <c10/core/InferenceMode.h>
#include <c10/util/typeid.h>
#include <torch/csrc/autograd/anomaly_mode.h>

#include "errors.h"

LTORCH_API int32_t ltorch_grad_mode() { return at::GradMode::is_enabled(); }

LTORCH_API void ltorch_set_grad_mode(int32_t enabled) { at::GradMode::set_enabled(enabled != 0); }

LTORCH_API int32_t ltorch_inference_mode() { return c10::InferenceMode::is_enabled(); }

// The guard belongs to the thread that asked for it.
LTORCH_API void* ltorch_inference_enter(int32_t enabled) { return new c10::InferenceMode(enabled != 0); }

LTORCH_API void ltorch_inference_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

LTORCH_API void ltorch_anomaly_mode(int32_t* enabled, int32_t* check_nan) {
    *enabled = torch::autograd::AnomalyMode::is_enabled();
    *check_nan = torch::autograd::AnomalyMode::should_check_nan();
}

LTORCH_API void ltorch_set_anomaly_mode(int32_t enabled, int32_t check_nan) {
    torch::autograd::AnomalyMode::set_enabled(enabled != 0, check_nan != 0);
}

LTORCH_API int32_t ltorch_default_dtype() { return static_cast<int32_t>(c10::get_default_dtype_as_scalartype()); }

LTORCH_API int32_t ltorch_set_default_dtype(int32_t dtype) {
    return guarded([&] { c10::set_default_dtype(caffe2::TypeMeta::fromScalarType(static_cast<c10::ScalarType>(dtype))); });
}
