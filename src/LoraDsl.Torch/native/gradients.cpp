#include <torch/csrc/autograd/autograd.h>

#include "errors.h"
#include "handles.h"

LTORCH_API int32_t ltorch_backward(
    const TensorHandle* outputs, const TensorHandle* gradients, int32_t count, int32_t gradient_count,
    const TensorHandle* inputs, int32_t input_count, int32_t retain_graph, int32_t create_graph) {
    return guarded([&] {
        torch::autograd::backward(
            borrow_all(outputs, count), borrow_all(gradients, gradient_count), retain_graph != 0, create_graph != 0,
            borrow_all(inputs, input_count));
    });
}

// One gradient for each input is written to results; null where an input is not reached (allow_unused only).
LTORCH_API int32_t ltorch_gradients(
    const TensorHandle* outputs, const TensorHandle* gradients, int32_t count, int32_t gradient_count,
    const TensorHandle* inputs, int32_t input_count, int32_t retain_graph, int32_t create_graph, int32_t allow_unused,
    TensorHandle* results) {
    return guarded([&] {
        auto computed = torch::autograd::grad(
            borrow_all(outputs, count), borrow_all(inputs, input_count), borrow_all(gradients, gradient_count),
            retain_graph != 0, create_graph != 0, allow_unused != 0);
        for (size_t i = 0; i < computed.size(); i++) results[i] = give(std::move(computed[i]));
    });
}
